#pragma once

#include "core/model/model_hints.h"
#include "core/model/model_info.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <iosfwd>

namespace CLI {
class App;
}

namespace mien::cli {

/// Adds --label-names, --input-size, --mean and --std: what a weights file that Mien did not write may leave unsaid.
void addModelOptions(CLI::App& command, ModelHints& hints);

/// Warns of what was assumed of a model, with the options that say it, and of what its file is besides. Nothing for a
/// file of Mien's.
void warnOfAssumptions(std::ostream& problems, const std::filesystem::path& weights, const ModelInfo& info);

/// ["labels", "input_size", "normalisation"], those that were assumed.
[[nodiscard]] nlohmann::ordered_json assumedJson(const ModelInfo& info);

} // namespace mien::cli
