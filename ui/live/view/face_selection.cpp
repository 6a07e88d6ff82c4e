#include "ui/live/view/face_selection.h"

#include <algorithm>

namespace mien::ui {

void FaceSelection::choose(int face) { m_face = face; }

void FaceSelection::update(const FrameResult& result) {
  const auto& faces = result.faces;
  if (faces.empty() || std::ranges::find(faces, m_face, &FaceResult::id) != faces.end()) {
    return;
  }
  m_face = std::ranges::max_element(faces, {}, [](const FaceResult& face) { return face.box.area(); })->id;
}

} // namespace mien::ui
