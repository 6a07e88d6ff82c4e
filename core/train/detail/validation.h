#pragma once

#include "core/data/dataset.h"
#include "core/infer/classifier.h"
#include "core/train/detail/training_set.h"

#include <stop_token>

namespace mien::detail {

struct ValidationOutcome {
  double loss = 0;     ///< mean cross-entropy against the policy's targets
  double accuracy = 0; ///< over the images with a majority label
  bool stopped = false;
};

/// Runs the classifier over the images on `threads` oneTBB threads, each with a clone of its own.
ValidationOutcome validateModel(const Classifier& classifier, const Dataset& dataset, const LabelledImages& images,
                                int threads, std::stop_token stop);

} // namespace mien::detail
