#pragma once

#include "core/weights/state_dict.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace mien::detail {

struct Safetensors {
  StateDict state;
  nlohmann::json metadata; ///< "__metadata__": texts; an empty table where there is none
};

/// Reads a safetensors file (https://github.com/huggingface/safetensors): a header in JSON, bounded, then the numbers,
/// which the tensors must cover without holes and overlaps. There is no checksum. With `numbers` false the arrays have
/// no bytes. Throws Error (BadData, Io) whose message is a clause.
[[nodiscard]] Safetensors readSafetensors(const std::filesystem::path& file, bool numbers);

} // namespace mien::detail
