#pragma once

#include "core/model/model_hints.h"
#include "core/model/model_info.h"
#include "core/weights/state_dict.h"
#include "core/weights/weights_metadata.h"

#include <filesystem>
#include <optional>

namespace mien {

/// Contents of a weights file.
struct Weights {
  StateDict state;
  std::optional<ModelInfo> info; ///< missing in files that Mien did not write
  WeightsMetadata notes;         ///< what those say instead
};

/// Reads what readStoredWeights() reads, and Mien's own description of it. Throws Error (NotFound, BadData, Io) that
/// names the file.
[[nodiscard]] Weights loadWeights(const std::filesystem::path& file);

/// How to feed the model and to read its answer: what the file says, over it `hints`, and Mien's own values for what
/// neither says, which `assumed` lists. `file` is for messages. Throws Error: BadData where the classes are no emotions
/// or not 7 or 8, or are more or less than their names; BadArgument where `hints` do not fit.
[[nodiscard]] ModelInfo resolveModelInfo(const Weights& weights, const ModelHints& hints,
                                         const std::filesystem::path& file);

/// The same for a file, without reading the numbers in it: fast enough for a list of models. Throws as loadWeights(),
/// too.
[[nodiscard]] ModelInfo readModelInfo(const std::filesystem::path& file, const ModelHints& hints = {});

/// The description that Mien wrote into a file; nothing in another program's. Reads none of the numbers. Throws as
/// loadWeights().
[[nodiscard]] std::optional<ModelInfo> readStoredModelInfo(const std::filesystem::path& file);

/// The labels that the file states, as emotions of FER+ in the order of the outputs; nothing where it states none, or
/// others.
[[nodiscard]] std::optional<std::vector<std::string>> statedLabels(const Weights& weights);

/// Writes them so that loadWeights() and Python read them, see writeStoredWeights(). Throws Error (BadArgument, BadData
/// for an info that validate() refuses, Io, DiskFull).
void saveWeights(const std::filesystem::path& file, const StateDict& state, const ModelInfo& info);

} // namespace mien
