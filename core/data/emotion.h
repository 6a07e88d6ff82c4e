#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

/// The eight emotions in the order of FER+ (Barsoum et al. 2016). The first seven are the seven-class set.
enum class Emotion : std::uint8_t { Neutral, Happiness, Surprise, Sadness, Anger, Disgust, Fear, Contempt };

inline constexpr int kEmotionCount = 8;
inline constexpr int kVoteCount = 10; ///< the eight emotions, then "unknown", then "NF" (not a face)

/// Vote counts of the annotators, in FER+ column order.
using Votes = std::array<std::uint16_t, kVoteCount>;

/// "neutral", "happiness", ...: the FER+ column names, for emotions 0..7, "unknown" for 8 and "NF" for 9.
[[nodiscard]] std::string_view voteName(int index);

/// The first `classes` (7 or 8) emotion names: the labels of a classifier.
[[nodiscard]] std::vector<std::string> emotionLabels(int classes);

/// Reads any usual spelling of an emotion (angry/anger, happy/happiness/joy, ...), ignoring case, digits and signs, and
/// words such as "faces" beside it.
[[nodiscard]] std::optional<Emotion> parseEmotion(std::string_view text);

/// The emotion that a misspelt word most likely means; nothing where more than two letters are wrong (one in a short
/// word).
[[nodiscard]] std::optional<Emotion> closestEmotion(std::string_view text);

} // namespace mien
