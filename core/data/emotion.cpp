#include "core/data/emotion.h"

#include "core/common/text/ascii.h"
#include "core/common/text/edit_distance.h"

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

// Words that stand beside an emotion's in the names of folders and columns: "Happy faces", "emotion_sad".
constexpr std::array<std::string_view, 13> kFillers = {"face",     "faces",      "image",      "images", "img",
                                                       "photos",   "pictures",   "people",     "person", "emotion",
                                                       "emotions", "expression", "expressions"};
constexpr std::size_t kShortWord = 5;

std::string lettersOf(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    if (isAsciiLetter(letter)) {
      letters += asciiLower(letter);
    }
  }
  return letters;
}

// Takes a filler off either end of `word`; false where none is there.
bool dropFiller(std::string_view& word) {
  for (const std::string_view filler : kFillers) {
    if (word.size() > filler.size() && word.ends_with(filler)) {
      word.remove_suffix(filler.size());
      return true;
    }
    if (word.size() > filler.size() && word.starts_with(filler)) {
      word.remove_prefix(filler.size());
      return true;
    }
  }
  return false;
}

} // namespace

std::string_view voteName(int index) { return kVoteNames.at(static_cast<std::size_t>(index)); }

std::vector<std::string> emotionLabels(int classes) {
  const auto count = static_cast<std::size_t>(std::clamp(classes, 0, kEmotionCount));
  return {kVoteNames.begin(), kVoteNames.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::optional<Emotion> parseEmotion(std::string_view text) {
  const std::string letters = lettersOf(text);
  std::string_view word = letters;
  do {
    const auto* found =
        std::find_if(kSpellings.begin(), kSpellings.end(), [&](const auto& entry) { return entry.first == word; });
    if (found != kSpellings.end()) {
      return found->second;
    }
  } while (dropFiller(word));
  return std::nullopt;
}

std::optional<Emotion> closestEmotion(std::string_view text) {
  const std::string letters = lettersOf(text);
  std::size_t least = letters.size() < kShortWord ? 1 : 2; // letters that may be wrong
  std::optional<Emotion> closest;
  for (const auto& [spelling, emotion] : kSpellings) {
    const std::size_t distance = editDistance(letters, spelling);
    if (distance < least || (distance == least && !closest)) {
      least = distance;
      closest = emotion;
    }
  }
  return closest;
}

} // namespace mien
