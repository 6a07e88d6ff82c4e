#pragma once

#include "core/data/gray_image.h"
#include "core/model/model_info.h"

#include <cstdint>
#include <vector>

namespace mien {

/// What the network sees of a face: preprocess()'s answer brought back to 8-bit grey, ModelInfo::inputSize squared, row
/// by row. Any thread. Throws Error as preprocess() does.
[[nodiscard]] std::vector<std::uint8_t> networkInput(const GrayView& face, const ModelInfo& info);

} // namespace mien
