#pragma once

#include "core/session/frame_result.h"

namespace mien::ui {

/// Which face the panels are about: the one that the user chose while it is in view, else the largest, and after that
/// left, the last one until another comes.
class FaceSelection {
public:
  void clear() { *this = {}; }
  void choose(int face);
  void update(const FrameResult& result);
  [[nodiscard]] int face() const { return m_face; } ///< id; 0: none yet

private:
  int m_face = 0;
};

} // namespace mien::ui
