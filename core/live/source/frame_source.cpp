#include "core/live/source/frame_source.h"

#include "core/live/source/detail/capture_sources.h"

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

} // namespace mien
