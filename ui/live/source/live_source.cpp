#include "ui/live/source/live_source.h"

namespace mien::ui {

SourceSpec LiveSource::spec() const {
  SourceSpec spec;
  switch (kind) {
  case Kind::Camera:
    spec.kind = SourceSpec::Kind::Camera;
    break;
  case Kind::Folder:
    spec.kind = SourceSpec::Kind::Folder;
    break;
  case Kind::Url:
    spec.kind = SourceSpec::Kind::Url;
    break;
  case Kind::Video:
  case Kind::Recording:
    spec.kind = SourceSpec::Kind::Video;
    break;
  }
  spec.location = location;
  spec.loop = loop;
  return spec;
}

bool LiveSource::sameAs(const LiveSource& other) const {
  return kind == other.kind && location == other.location && loop == other.loop;
}

} // namespace mien::ui
