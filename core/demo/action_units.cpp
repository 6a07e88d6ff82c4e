#include "core/demo/action_units.h"

#include <algorithm>
#include <array>

namespace mien::demo {
namespace {

constexpr std::array kUnits{&ActionUnits::innerBrowRaiser,
                            &ActionUnits::outerBrowRaiser,
                            &ActionUnits::browLowerer,
                            &ActionUnits::upperLidRaiser,
                            &ActionUnits::cheekRaiser,
                            &ActionUnits::lidTightener,
                            &ActionUnits::noseWrinkler,
                            &ActionUnits::upperLipRaiser,
                            &ActionUnits::lipCornerPullerL,
                            &ActionUnits::lipCornerPullerR,
                            &ActionUnits::dimplerL,
                            &ActionUnits::dimplerR,
                            &ActionUnits::lipCornerDepressor,
                            &ActionUnits::lowerLipDepressor,
                            &ActionUnits::chinRaiser,
                            &ActionUnits::lipStretcher,
                            &ActionUnits::lipTightener,
                            &ActionUnits::lipsPart,
                            &ActionUnits::jawDrop};

ActionUnits prototype(Emotion emotion, DemoRandom& random) {
  ActionUnits units;
  switch (emotion) {
  case Emotion::Neutral:
    break;
  case Emotion::Happiness:
    units.cheekRaiser = 0.9F;
    units.lipCornerPullerL = units.lipCornerPullerR = 1.0F;
    units.lipsPart = random.chance(0.75F) ? random.uniform(0.5F, 1.0F) : 0.0F;
    break;
  case Emotion::Surprise:
    units.innerBrowRaiser = units.outerBrowRaiser = 1.0F;
    units.upperLidRaiser = 0.9F;
    units.lipsPart = 0.6F;
    units.jawDrop = random.uniform(0.6F, 1.0F);
    break;
  case Emotion::Sadness:
    units.innerBrowRaiser = 1.0F;
    units.browLowerer = 0.35F;
    units.lipCornerDepressor = 1.0F;
    units.chinRaiser = random.uniform(0.2F, 0.8F);
    break;
  case Emotion::Anger:
    units.browLowerer = 1.0F;
    units.upperLidRaiser = 0.45F;
    units.lidTightener = 0.8F;
    if (random.chance(0.6F)) {
      units.lipTightener = 1.0F;
    } else { // the shouting kind: bared teeth in a square mouth
      units.lipsPart = 0.9F;
      units.lowerLipDepressor = 0.6F;
      units.upperLipRaiser = 0.25F;
    }
    break;
  case Emotion::Disgust:
    units.noseWrinkler = 1.0F;
    units.upperLipRaiser = 1.0F;
    units.lidTightener = 0.6F;
    units.browLowerer = 0.45F;
    units.lipCornerDepressor = random.uniform(0.3F, 0.7F);
    units.lowerLipDepressor = random.uniform(0.2F, 0.7F);
    break;
  case Emotion::Fear:
    units.innerBrowRaiser = 1.0F;
    units.outerBrowRaiser = 0.4F;
    units.browLowerer = 0.6F;
    units.upperLidRaiser = 1.0F;
    units.lipStretcher = 1.0F;
    units.lipsPart = random.uniform(0.6F, 0.9F);
    break;
  case Emotion::Contempt:
    if (random.chance(0.5F)) {
      units.lipCornerPullerR = 0.75F;
      units.dimplerR = 1.0F;
    } else {
      units.lipCornerPullerL = 0.75F;
      units.dimplerL = 1.0F;
    }
    units.lidTightener = 0.35F;
    break;
  }
  return units;
}

} // namespace

ActionUnits expressionOf(Emotion emotion, float intensity, DemoRandom& random) {
  ActionUnits units = prototype(emotion, random);
  for (const auto unit : kUnits) {
    // A little of everything: no face is quite at rest.
    const float own = units.*unit * intensity * random.uniform(0.85F, 1.1F);
    units.*unit = std::clamp(own + 0.04F * random.approximateNormal(), 0.0F, 1.0F);
  }
  return units;
}

ActionUnits blend(const ActionUnits& a, const ActionUnits& b, float share) {
  ActionUnits units;
  for (const auto unit : kUnits) {
    units.*unit = share * a.*unit + (1.0F - share) * b.*unit;
  }
  return units;
}

} // namespace mien::demo
