#include "core/common/files/output_guard.h"

#include "core/common/files/output_mark.h"
#include "core/common/files/output_target.h"

#include <system_error>

namespace mien {

bool wouldReplaceForeign(const std::filesystem::path& path) {
  const OutputTarget target = outputTarget(path);
  if (target.kind != OutputTarget::Kind::Regular) {
    return false;
  }
  std::error_code error;
  const bool empty = std::filesystem::file_size(target.file, error) == 0;
  return (error || !empty) && !readOutputMark(target.file);
}

} // namespace mien
