#pragma once

#include <QImage>

#include <cstddef>
#include <cstdint>
#include <span>

namespace mien {
class ImageStore;
}

namespace mien::ui {

/// A copy of a square 8-bit grey image of core.
[[nodiscard]] QImage grayImage(std::span<const std::uint8_t> pixels, int side);

/// The image of sample `index`; a null image when it can no longer be read. Any thread.
[[nodiscard]] QImage readImage(const ImageStore& store, std::size_t index);

} // namespace mien::ui
