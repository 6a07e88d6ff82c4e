#include "core/picture/video_names.h"

#include "core/common/text/ascii.h"
#include "core/picture/file_kind.h"

#include <algorithm>
#include <string>

namespace mien {

bool hasVideoSuffix(const std::filesystem::path& name) {
  const std::string suffix = asciiLower(name.extension().native());
  return std::ranges::find(kVideoSuffixes, suffix) != kVideoSuffixes.end();
}

bool opensAsVideo(const std::filesystem::path& file) {
  const FileKind kind = detectFileType(file).kind;
  return kind == FileKind::Video || (kind != FileKind::Picture && hasVideoSuffix(file));
}

} // namespace mien
