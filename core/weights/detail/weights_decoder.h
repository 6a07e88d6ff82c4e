#pragma once

#include "core/common/text/message.h"
#include "core/weights/detail/tensor_decoder.h"
#include "core/weights/weights_metadata.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace mien::detail {

struct DecodedState {
  StateDict state;
  std::vector<Message> remarks; ///< see WeightsMetadata
};

/// The state dict in a pickle, see findState() and stripNamePrefixes(). Checks every tensor against its storage and
/// makes it row-major. Throws Error (BadData) whose message is a clause.
[[nodiscard]] DecodedState decodeState(const Pickle& pickle, const StorageReader& readStorage);

/// The same without the numbers: arrays of these names, types and shapes, without bytes.
[[nodiscard]] DecodedState decodeShapes(const Pickle& pickle);

/// Mien's own description under "meta" as JSON; null when there is none. Its real numbers may be plain ones or tensors.
/// Throws Error (BadData) whose message is a clause.
[[nodiscard]] nlohmann::json decodeDescription(const Pickle& pickle, const StorageReader& readStorage);

/// What another program says, see findMetadata(). Nothing where there is Mien's own description.
[[nodiscard]] WeightsMetadata decodeMetadata(const Pickle& pickle, const StorageReader& readStorage);

} // namespace mien::detail
