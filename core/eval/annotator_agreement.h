#pragma once

#include "core/eval/evaluator.h"

#include <optional>
#include <vector>

namespace mien {

/// How often one annotator names the emotion that most of the others name: what a person reaches on these images, as a
/// measure for a model. Of each image every vote is set against the majority of the rest (a tie counts its share), and
/// the images are averaged. Only votes for the model's classes count; images with fewer than two of them are left out.
/// `images` are indices into `result.images`. Nothing where no image has two votes. Throws Error (BadData) when a label
/// of the model is not an emotion of FER+.
[[nodiscard]] std::optional<double> annotatorAgreement(const EvaluationResult& result, const std::vector<int>& images);

} // namespace mien
