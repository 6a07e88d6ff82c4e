#pragma once

#include "core/model/model_info.h"
#include "core/weights/state_dict.h"

#include <filesystem>
#include <optional>

namespace mien {

/// Contents of a weights file.
struct Weights {
  StateDict state;
  std::optional<ModelInfo> info; ///< missing in a pure state dict (torchvision's own files)
};

/// Reads a file written by saveWeights(), by Python's torch.save() of {"model": state dict, "meta": {...}} or of a pure
/// state dict (OrderedDict with its _metadata). The pickle inside is read by a machine that knows only what
/// torch.load(weights_only=True) allows: data, never code. Throws Error (NotFound, BadData, Io) that names the file.
[[nodiscard]] Weights loadWeights(const std::filesystem::path& file);

/// Reads only the "meta" part, none of the weights: fast enough for a list of models. Nothing for a pure state dict.
[[nodiscard]] std::optional<ModelInfo> peekModelInfo(const std::filesystem::path& file);

/// Writes {"model": OrderedDict of tensors, "meta": dict} in the zip format of torch.save(), to a temporary name beside
/// `file`, flushed and then renamed: `file` is the old or the new one whole, at any instant. The same
/// content gives the same bytes. In Python: torch.load(file, weights_only=True), from PyTorch 1.13 on; the real numbers
/// in "meta" (mean, std, metrics) are float64 tensors there, since 1.13's weights_only knows no plain ones. Throws
/// Error (BadArgument, BadData for an info that validate() refuses, Io, DiskFull).
void saveWeights(const std::filesystem::path& file, const StateDict& state, const ModelInfo& info);

} // namespace mien
