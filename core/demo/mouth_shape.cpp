#include "core/demo/mouth_shape.h"

#include <algorithm>
#include <cmath>

namespace mien::demo {

MouthShape::MouthShape(const Identity& person, const ActionUnits& u) {
  const auto corner = [&](float smile, float dimple) {
    return Corner{person.mouthWidth * (1.0F + 0.38F * smile + 0.10F * dimple + 0.38F * u.lipStretcher -
                                       0.30F * u.jawDrop - 0.16F * u.lipTightener + 0.06F * u.lipCornerDepressor),
                  0.73F - 0.17F * smile - 0.05F * dimple + 0.13F * u.lipCornerDepressor + 0.03F * u.lipStretcher +
                      0.03F * u.jawDrop};
  };
  m_left = corner(u.lipCornerPullerL, u.dimplerL);
  m_right = corner(u.lipCornerPullerR, u.dimplerR);
  const float smile = std::min(u.lipCornerPullerL, u.lipCornerPullerR);
  m_middleY = 0.73F + 0.02F * smile - 0.04F * u.lipCornerDepressor - 0.05F * u.chinRaiser;
  m_snarl = 0.09F * u.upperLipRaiser + 0.03F * u.noseWrinkler;
  m_openUp = 0.04F * u.lipsPart + 0.05F * u.jawDrop + 0.02F * smile * u.lipsPart;
  m_openDown = 0.09F * u.lipsPart + 0.30F * u.jawDrop + 0.07F * u.lowerLipDepressor + 0.07F * smile * u.lipsPart;
  m_square = 2.0F + 3.0F * std::clamp(u.lipStretcher + u.lowerLipDepressor - u.jawDrop, 0.0F, 1.0F);
  const float thin = (1.0F - 0.6F * u.lipTightener) * (1.0F - 0.25F * smile) * (1.0F - 0.3F * u.lipStretcher);
  m_upperLip = 0.065F * person.lipFullness * thin * (1.0F - 0.3F * u.upperLipRaiser);
  m_lowerLip = 0.095F * person.lipFullness * thin + 0.02F * u.chinRaiser;
  m_upperTeeth = 0.13F * std::clamp(u.lipsPart + u.upperLipRaiser, 0.0F, 1.0F) * (1.0F - 0.75F * u.jawDrop) *
                 (1.0F - 0.5F * u.lipStretcher);
  m_lowerTeeth = 0.10F * u.lowerLipDepressor * (1.0F - u.jawDrop) + 0.03F * u.lipStretcher;
}

MouthShape::Section MouthShape::at(float x) const {
  const Corner& corner = x < 0 ? m_left : m_right;
  Section s{};
  s.half = corner.x;
  s.t = x / corner.x;
  const float t = std::min(1.0F, std::abs(s.t));
  const float arch = 1.0F - std::pow(t, m_square);
  const float round = 1.0F - t * t;
  const float middle = m_middleY + (corner.y - m_middleY) * t * t;
  s.innerUpper = middle - m_openUp * arch - m_snarl * round;
  s.innerLower = middle + m_openDown * arch - 0.4F * m_snarl * round;
  const float bow = 1.0F - 0.25F * std::max(0.0F, 1.0F - t * t / 0.03F);
  s.outerUpper = s.innerUpper - m_upperLip * bow * (1.0F - t * t * t);
  s.outerLower = s.innerLower + m_lowerLip * round;
  s.upperTeeth = m_upperTeeth;
  s.lowerTeeth = m_lowerTeeth;
  return s;
}

} // namespace mien::demo
