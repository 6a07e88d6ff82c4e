#include "app/commands/evaluate/plots.h"

#include <cstdio>

namespace mien::cli {

std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> /*result*/,
                                              const std::filesystem::path& /*folder*/) {
  std::fputs("mien-cli: no pictures were drawn: this mien-cli was built without the desktop application, which draws "
             "them (-DMIEN_GUI=ON builds it)\n",
             stderr);
  return {};
}

} // namespace mien::cli
