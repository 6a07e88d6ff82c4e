#include "app/commands/plots.h"

#include "core/common/error.h"

namespace mien::cli {

void requirePlots() {
  throw Error(ErrorKind::BadArgument, "This mien-cli was built without the desktop application and cannot draw charts. "
                                      "Leave --plots out, or build with -DMIEN_GUI=ON.");
}

std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> /*result*/,
                                              const std::filesystem::path& /*folder*/) {
  requirePlots();
  return {};
}

} // namespace mien::cli
