#include "core/data/table/label_text.h"

#include "core/common/text/ascii.h"
#include "core/data/table/table_number.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mien::detail {

namespace {

constexpr std::array<Emotion, kNumberedEmotions> kFer2013Order = {
    Emotion::Anger,   Emotion::Disgust,  Emotion::Fear,   Emotion::Happiness,
    Emotion::Sadness, Emotion::Surprise, Emotion::Neutral};
constexpr double kLargestNumber = 1e9; // no label; keeps the cast below defined

bool isAround(char letter) {
  return isAsciiBlank(letter) || std::string_view("\"'[](){}").find(letter) != std::string_view::npos;
}

std::optional<long long> parseNumber(std::string_view text) {
  const std::optional<double> value = parseTableNumber(text);
  if (!value || std::abs(*value) > kLargestNumber || *value != std::floor(*value)) {
    return std::nullopt;
  }
  return static_cast<long long>(*value);
}

} // namespace

LabelText parseLabelText(std::string_view text) {
  while (!text.empty() && isAround(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && isAround(text.back())) {
    text.remove_suffix(1);
  }
  LabelText label;
  label.number = parseNumber(text);
  if (!label.number) {
    label.emotion = parseEmotion(text);
  }
  return label;
}

std::optional<Emotion> emotionOfNumber(long long number) {
  return number >= 0 && number < kNumberedEmotions ? std::optional(kFer2013Order[static_cast<std::size_t>(number)])
                                                   : std::nullopt;
}

std::optional<std::size_t> voteOfAffectnetNumber(long long number) {
  constexpr std::size_t kUnknown = kEmotionCount;
  constexpr std::size_t kNoFace = kEmotionCount + 1;
  const auto vote = [](Emotion emotion) { return static_cast<std::size_t>(emotion); };
  const std::array votes{vote(Emotion::Neutral),
                         vote(Emotion::Happiness),
                         vote(Emotion::Sadness),
                         vote(Emotion::Surprise),
                         vote(Emotion::Fear),
                         vote(Emotion::Disgust),
                         vote(Emotion::Anger),
                         vote(Emotion::Contempt),
                         kUnknown,
                         kUnknown,
                         kNoFace};
  return number >= 0 && number < static_cast<long long>(votes.size())
             ? std::optional(votes[static_cast<std::size_t>(number)])
             : std::nullopt;
}

void LabelRange::add(long long number) {
  m_lowest = m_any ? std::min(m_lowest, number) : number;
  m_highest = m_any ? std::max(m_highest, number) : number;
  m_any = true;
}

std::string LabelRange::text() const { return std::to_string(m_lowest) + " to " + std::to_string(m_highest); }

} // namespace mien::detail
