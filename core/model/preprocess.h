#pragma once

#include "core/data/gray_image.h"
#include "core/model/model_info.h"

#include <span>

namespace mien {

/// The one way from pixels to network input: resize to inputSize x inputSize (core/picture/resize.h), divide by 255,
/// subtract the mean, divide by the deviation. Writes inputSize*inputSize floats, one channel, to `out`; the model
/// replicates it to three. Any thread.
void preprocess(const GrayView& image, const ModelInfo& info, std::span<float> out);

} // namespace mien
