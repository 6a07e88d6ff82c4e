#pragma once

#include "core/data/emotion.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mien::detail {

/// One label as it stands in a table: a word that names an emotion, or a number; neither where it is no label.
struct LabelText {
  std::optional<Emotion> emotion;
  std::optional<long long> number;
};

/// Reads "happy", "Happiness", " 3 ", "3.0", "3,0", "[3]", "3: happy" (the word counts).
[[nodiscard]] LabelText parseLabelText(std::string_view text);

/// The emotion of a number in FER2013's order: 0 anger, 1 disgust, 2 fear, 3 happiness, 4 sadness, 5 surprise,
/// 6 neutral.
[[nodiscard]] std::optional<Emotion> emotionOfNumber(long long number);

/// The vote (of those of FER+) that a number of AffectNet's stands for.
[[nodiscard]] std::optional<std::size_t> voteOfAffectnetNumber(long long number);

inline constexpr long long kNumberedEmotions = 7;

/// That order, for people.
inline constexpr const char* kNumberOrder = "0 anger, 1 disgust, 2 fear, 3 happiness, 4 sadness, 5 surprise, 6 neutral";

/// AffectNet's, for people.
inline constexpr const char* kAffectnetOrder =
    "0 neutral, 1 happiness, 2 sadness, 3 surprise, 4 fear, 5 disgust, 6 anger, 7 contempt, 8 none and 9 uncertain as "
    "unknown, 10 no face";

/// Which numbers the labels of a table are.
class LabelRange {
public:
  void add(long long number);

  [[nodiscard]] bool any() const { return m_any; }
  [[nodiscard]] long long lowest() const { return m_lowest; }
  [[nodiscard]] long long highest() const { return m_highest; }

  /// "1 to 7".
  [[nodiscard]] std::string text() const;

private:
  bool m_any = false;
  long long m_lowest = 0;
  long long m_highest = 0;
};

} // namespace mien::detail
