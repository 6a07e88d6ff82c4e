#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mien {

/// Writes the image of sample `index` to `out` as a network of that input size should be given it, so that it is
/// resized once, as prediction does: in the store's size where that is the image's own (or all there is), else resized
/// from its own size to `input` x `input`. Returns the side of what it wrote; 0 when the file can no longer be read.
/// Any thread.
[[nodiscard]] int readForInput(const ImageStore& store, int input, std::size_t index, std::vector<std::uint8_t>& out);

} // namespace mien
