#pragma once

#include "core/common/text/message.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace mien {

/// What a file of another program says of the model besides its numbers: each where it is said.
struct WeightsMetadata {
  std::vector<std::string> classNames; ///< in the order of the outputs, as they are spelled there
  std::optional<int> inputSize;        ///< px
  std::vector<double> mean;            ///< of pixel/255, one number or one a colour
  std::vector<double> deviation;
  std::vector<Message> remarks; ///< on reading: what was left out, and which of several was taken; one clause each
};

/// Finds them in a table as programs write it beside a state dict: "class_to_idx", "idx_to_class", "classes", "vocab",
/// "id2label" and the like, "input_size" or "img_size", "mean" and "std"; at the top and in "meta", "hyper_parameters",
/// "config", "args" and the like. Throws Error (BadData), whose message is a clause, where class names are given that
/// cannot be numbered or disagree.
[[nodiscard]] WeightsMetadata findMetadata(const nlohmann::json& table);

/// Whether findMetadata() would look at this key of the top.
[[nodiscard]] bool isMetadataKey(const std::string& key);

} // namespace mien
