#include "core/data/emotion.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <utility>

namespace mien {

namespace {

constexpr std::array<std::string_view, kVoteCount> kVoteNames = {"neutral", "happiness", "surprise", "sadness", "anger",
                                                                 "disgust", "fear",      "contempt", "unknown", "NF"};

constexpr std::array<std::pair<std::string_view, Emotion>, 32> kSpellings = {{
    {"neutral", Emotion::Neutral},
    {"neutrality", Emotion::Neutral},
    {"calm", Emotion::Neutral},
    {"happiness", Emotion::Happiness},
    {"happy", Emotion::Happiness},
    {"happily", Emotion::Happiness},
    {"joy", Emotion::Happiness},
    {"joyful", Emotion::Happiness},
    {"surprise", Emotion::Surprise},
    {"surprised", Emotion::Surprise},
    {"suprise", Emotion::Surprise},
    {"sadness", Emotion::Sadness},
    {"sad", Emotion::Sadness},
    {"sorrow", Emotion::Sadness},
    {"unhappy", Emotion::Sadness},
    {"anger", Emotion::Anger},
    {"angry", Emotion::Anger},
    {"rage", Emotion::Anger},
    {"disgust", Emotion::Disgust},
    {"disgusted", Emotion::Disgust},
    {"disgusting", Emotion::Disgust},
    {"disgusts", Emotion::Disgust},
    {"fear", Emotion::Fear},
    {"fearful", Emotion::Fear},
    {"feared", Emotion::Fear},
    {"afraid", Emotion::Fear},
    {"scared", Emotion::Fear},
    {"contempt", Emotion::Contempt},
    {"contemptuous", Emotion::Contempt},
    {"contempted", Emotion::Contempt},
    {"disdain", Emotion::Contempt},
    {"scorn", Emotion::Contempt},
}};

} // namespace

std::string_view voteName(int index) { return kVoteNames.at(static_cast<std::size_t>(index)); }

std::vector<std::string> emotionLabels(int classes) {
  const auto count = static_cast<std::size_t>(std::clamp(classes, 0, kEmotionCount));
  return {kVoteNames.begin(), kVoteNames.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::optional<Emotion> parseEmotion(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (isAsciiLetter(c)) {
      letters += asciiLower(c);
    }
  }
  const auto* found =
      std::find_if(kSpellings.begin(), kSpellings.end(), [&](const auto& entry) { return entry.first == letters; });
  return found == kSpellings.end() ? std::nullopt : std::optional(found->second);
}

} // namespace mien
