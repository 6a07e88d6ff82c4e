#include "core/live/frame_source.h"

#include "core/common/text/ascii.h"
#include "core/live/detail/capture_sources.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mien {

std::unique_ptr<FrameSource> openSource(const SourceSpec& spec) {
  switch (spec.kind) {
  case SourceSpec::Kind::Camera:
    return detail::openCamera(spec);
  case SourceSpec::Kind::Video:
    return detail::openVideo(spec);
  case SourceSpec::Kind::Folder:
    return detail::openFolder(spec);
  case SourceSpec::Kind::Url:
    return detail::openUrl(spec);
  }
  return nullptr;
}

std::string withoutPassword(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) {
    return url;
  }
  const std::size_t host = scheme + 3;
  const std::size_t at = url.substr(0, url.find_first_of("/?#", host)).rfind('@');
  return at == std::string::npos || at < host ? url : url.substr(0, host) + url.substr(at + 1);
}

bool hasVideoSuffix(const std::filesystem::path& file) {
  const std::string suffix = asciiLower(file.extension().string());
  return std::ranges::find(kVideoSuffixes, suffix) != kVideoSuffixes.end();
}

} // namespace mien
