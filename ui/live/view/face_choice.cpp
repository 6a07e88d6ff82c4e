#include "ui/live/view/face_choice.h"

#include <algorithm>

namespace mien::ui {

void FaceChoice::choose(int face) { m_face = face; }

void FaceChoice::update(const LiveResult& result) {
  const auto& faces = result.faces;
  if (faces.empty() || std::ranges::find(faces, m_face, &LiveFace::id) != faces.end()) {
    return;
  }
  m_face = std::ranges::max_element(faces, {}, [](const LiveFace& face) { return face.box.area(); })->id;
}

} // namespace mien::ui
