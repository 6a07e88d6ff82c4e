#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

/// What a user says of a model whose file does not say it, or says it wrongly: it goes over the file.
struct ModelHints {
  std::vector<std::string> labels; ///< emotions of FER+ in the order of the outputs; empty: not said
  std::optional<int> inputSize;    ///< px
  std::optional<float> mean;       ///< of pixel/255
  std::optional<float> deviation;  ///< of pixel/255

  [[nodiscard]] bool empty() const { return *this == ModelHints{}; }
  bool operator==(const ModelHints&) const = default;
};

/// The labels in "angry, disgust, ...": any usual spelling, as many as there are outputs. Throws Error (BadArgument)
/// where one is no emotion or occurs twice, or there are not 7 or 8.
[[nodiscard]] std::vector<std::string> parseLabelNames(std::string_view text);

/// The same for one colour's number or for three ("0.485,0.456,0.406"), of which Mien, which feeds grey images, takes
/// the average. Throws Error (BadArgument).
[[nodiscard]] float parseColourNumber(std::string_view text);

/// Emotions of FER+ for names in any usual spelling; nothing where one is something else or two are the same.
[[nodiscard]] std::optional<std::vector<std::string>> emotionsNamed(const std::vector<std::string>& names);

} // namespace mien
