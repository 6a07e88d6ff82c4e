#pragma once

#include "core/demo/action_units.h"
#include "core/demo/face_parameters.h"

namespace mien::demo {

/// The curves of a mouth under its action units, in face units.
class MouthShape {
public:
  MouthShape(const Identity& person, const ActionUnits& units);

  struct Section {
    float t;    ///< -1 at the left corner, 0 in the middle, 1 at the right corner; beyond that outside
    float half; ///< width of this half
    float outerUpper, innerUpper, innerLower, outerLower; ///< y of the lips' edges, from above
    float upperTeeth, lowerTeeth;                         ///< how much of them shows
  };

  /// The mouth where x (from the middle line of the face, right positive) cuts it.
  [[nodiscard]] Section at(float x) const;

private:
  struct Corner {
    float x;
    float y;
  };
  Corner m_left, m_right;
  float m_middleY, m_openUp, m_openDown, m_square, m_upperLip, m_lowerLip, m_snarl, m_upperTeeth, m_lowerTeeth;
};

} // namespace mien::demo
