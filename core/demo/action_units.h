#pragma once

#include "core/data/emotion.h"
#include "core/demo/demo_random.h"

namespace mien::demo {

/// Strengths, 0 (absent) to 1 (full), of the facial action units that the demo faces can show, numbered as in the
/// Facial Action Coding System (Ekman & Friesen 1978). Lip-corner units may differ from one side to the other.
struct ActionUnits {
  float innerBrowRaiser = 0;    ///< 1
  float outerBrowRaiser = 0;    ///< 2
  float browLowerer = 0;        ///< 4
  float upperLidRaiser = 0;     ///< 5
  float cheekRaiser = 0;        ///< 6
  float lidTightener = 0;       ///< 7
  float noseWrinkler = 0;       ///< 9
  float upperLipRaiser = 0;     ///< 10
  float lipCornerPullerL = 0;   ///< 12, image left
  float lipCornerPullerR = 0;   ///< 12, image right
  float dimplerL = 0;           ///< 14, image left
  float dimplerR = 0;           ///< 14, image right
  float lipCornerDepressor = 0; ///< 15
  float lowerLipDepressor = 0;  ///< 16
  float chinRaiser = 0;         ///< 17
  float lipStretcher = 0;       ///< 20
  float lipTightener = 0;       ///< 23
  float lipsPart = 0;           ///< 25
  float jawDrop = 0;            ///< 26
};

/// The units that EMFACS ascribes to `emotion`, at about the given intensity (0..1), varied by `random`.
[[nodiscard]] ActionUnits expressionOf(Emotion emotion, float intensity, DemoRandom& random);

/// `share` of `a` and the rest of `b`.
[[nodiscard]] ActionUnits blend(const ActionUnits& a, const ActionUnits& b, float share);

} // namespace mien::demo
