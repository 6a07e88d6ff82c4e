#pragma once

#include "core/weights/state_dict.h"
#include "core/weights/weights_metadata.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace mien {

/// What a file of weights holds, whatever program wrote it.
struct StoredWeights {
  StateDict state;            ///< without what wrappers put before the names
  nlohmann::json description; ///< Mien's own "meta"; null where the file has none
  WeightsMetadata notes;      ///< what other programs' files say
};

/// Reads what Python's torch.save() writes of a state dict, alone (OrderedDict with its _metadata) or within the
/// dictionaries that training programs put around it, as a zip file or as PyTorch before 1.6 did; and safetensors. The
/// pickle inside is read by a machine that knows only data, never code. What a file is shows in its content, not in its
/// name. Throws Error (NotFound, BadData, Io) that names the file and, where it is something else, says what it is.
[[nodiscard]] StoredWeights readStoredWeights(const std::filesystem::path& file);

/// The same without the numbers: the arrays of `state` have names, types and shapes, and no bytes. Fast enough for a
/// list of models.
[[nodiscard]] StoredWeights peekStoredWeights(const std::filesystem::path& file);

/// Writes {"model": OrderedDict of tensors, "meta": description} in the zip format of torch.save(), to a temporary name
/// beside `file`, flushed and then renamed: `file` is the old or the new one whole, at any instant. The same content
/// gives the same bytes. In Python: torch.load(file, weights_only=True), from PyTorch 1.13 on; the real numbers of the
/// description are float64 tensors there, since 1.13's weights_only knows no plain ones. Throws Error (BadArgument, Io,
/// DiskFull).
void writeStoredWeights(const std::filesystem::path& file, const StateDict& state, const nlohmann::json& description);

} // namespace mien
