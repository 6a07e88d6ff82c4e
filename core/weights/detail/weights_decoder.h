#pragma once

#include "core/weights/detail/pickle_value.h"
#include "core/weights/state_dict.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace mien::detail {

/// Gives the bytes that lie under a storage's key, at most `limit` of them; throws Error when there are none or more.
using StorageReader = std::function<std::vector<std::byte>(const std::string& key, std::uint64_t limit)>;

/// The state dict in a pickle: under "model", under "state_dict" or the whole of it, without a "module." that all names
/// share. Checks every tensor against its storage and makes it row-major. Throws Error (BadData) whose message is a
/// clause.
[[nodiscard]] StateDict decodeState(const Pickle& pickle, const StorageReader& readStorage);

/// The same without the numbers: arrays of these names, types and shapes, without bytes.
[[nodiscard]] StateDict decodeShapes(const Pickle& pickle);

/// The "meta" entry as JSON; null when there is none. Its real numbers may be plain ones or tensors. Throws Error
/// (BadData) whose message is a clause.
[[nodiscard]] nlohmann::json decodeDescription(const Pickle& pickle, const StorageReader& readStorage);

} // namespace mien::detail
