#pragma once

#include "core/infer/classifier.h"
#include "core/weights/state_dict.h"

namespace mien::detail {

/// A classifier over weights in memory. `origin` names them in error messages.
std::unique_ptr<Classifier> makeClassifier(const StateDict& state, const ModelInfo& info, const std::string& origin);

} // namespace mien::detail
