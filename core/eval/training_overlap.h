#pragma once

#include "core/common/text/message.h"
#include "core/data/dataset.h"
#include "core/model/model_info.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// `dataset`, or in `own` the same with its validation split cut as wanted, or as it was when the model was trained:
/// with another cut a model would be judged on images that it has learned from.
[[nodiscard]] const Dataset& datasetForModel(const ModelInfo& model, const std::optional<ValidationHoldout>& wanted,
                                             const Dataset& dataset, std::optional<Dataset>& own);

/// What a reader of figures on `split` must know: that the model was trained on some of these images, or that the data
/// set has changed since. Sentences without their full stop. `weights`: the list of the run's images is looked for
/// beside it; without one only the model's own description tells. None for weights of elsewhere.
[[nodiscard]] std::vector<Message> trainingDataNotes(const ModelInfo& model, const std::filesystem::path& weights,
                                                     const Dataset& dataset, Split split);

} // namespace mien
