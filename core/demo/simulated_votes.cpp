#include "core/demo/simulated_votes.h"

#include <array>

namespace mien::demo {
namespace {

constexpr std::size_t kUnknown = 8;
constexpr std::size_t kNotAFace = 9;

Emotion mistakenFor(Emotion emotion) {
  switch (emotion) {
  case Emotion::Neutral:
    return Emotion::Sadness;
  case Emotion::Happiness:
    return Emotion::Neutral;
  case Emotion::Surprise:
    return Emotion::Fear;
  case Emotion::Sadness:
    return Emotion::Neutral;
  case Emotion::Anger:
    return Emotion::Disgust;
  case Emotion::Disgust:
    return Emotion::Anger;
  case Emotion::Fear:
    return Emotion::Surprise;
  case Emotion::Contempt:
    return Emotion::Neutral;
  }
  return Emotion::Neutral;
}

void addPerceived(std::array<float, kVoteCount>& chances, Emotion emotion, float intensity, float share) {
  const float faint = 0.25F * (1.0F - intensity);
  chances[static_cast<std::size_t>(emotion)] += share * (0.90F - faint);
  chances[static_cast<std::size_t>(mistakenFor(emotion))] += share * 0.06F;
  chances[static_cast<std::size_t>(Emotion::Neutral)] += share * faint;
  for (std::size_t e = 0; e < kEmotionCount; ++e) {
    chances[e] += share * 0.003F;
  }
  chances[kUnknown] += share * 0.013F;
  chances[kNotAFace] += share * 0.003F;
}

} // namespace

Votes simulateVotes(const Portrait& portrait, DemoRandom& random) {
  std::array<float, kVoteCount> chances{};
  if (!portrait.face) {
    chances[kNotAFace] = 0.95F;
    chances[kUnknown] = 0.05F;
  } else if (portrait.mixedWith) {
    addPerceived(chances, portrait.emotion, portrait.intensity, portrait.share);
    addPerceived(chances, *portrait.mixedWith, portrait.intensity, 1.0F - portrait.share);
  } else {
    addPerceived(chances, portrait.emotion, portrait.intensity, 1.0F);
  }
  float total = 0;
  for (const float chance : chances) {
    total += chance;
  }
  Votes votes{};
  for (int annotator = 0; annotator < kAnnotators; ++annotator) {
    float left = random.uniform() * total;
    std::size_t choice = 0;
    while (choice + 1 < chances.size() && left >= chances[choice]) {
      left -= chances[choice];
      ++choice;
    }
    ++votes[choice];
  }
  return votes;
}

} // namespace mien::demo
