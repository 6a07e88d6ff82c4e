#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/image_source.h"

#include <memory>
#include <vector>

namespace mien::detail {

/// All images decoded in one buffer, side*side bytes a record. `records` maps samples to records; `resized` says of
/// each record whether its own size, in which `source` still has it, is another one.
[[nodiscard]] std::shared_ptr<const ImageStore> makeMemoryStore(std::unique_ptr<std::uint8_t[]> pixels, int side,
                                                                std::vector<std::uint32_t> records,
                                                                std::shared_ptr<const ImageSource> source,
                                                                std::vector<bool> resized);

/// Decodes each image when it is read; holds no pixels but one image a thread.
[[nodiscard]] std::shared_ptr<const ImageStore> makeDiskStore(std::shared_ptr<const ImageSource> source, int side,
                                                              std::vector<std::uint32_t> records);

/// `store` with its images in another order: image i is that of place order[i].
[[nodiscard]] std::shared_ptr<const ImageStore> makeReorderedStore(std::shared_ptr<const ImageStore> store,
                                                                   std::vector<std::uint32_t> order);

} // namespace mien::detail
