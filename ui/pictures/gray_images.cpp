#include "ui/pictures/gray_images.h"

#include "core/data/dataset.h"

#include <algorithm>
#include <vector>

namespace mien::ui {

QImage grayImage(std::span<const std::uint8_t> pixels, int side) {
  QImage image(side, side, QImage::Format_Grayscale8);
  for (int y = 0; y < side; ++y) { // row by row: Qt pads rows to 4 bytes
    const auto row =
        pixels.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(side), static_cast<std::size_t>(side));
    std::ranges::copy(row, image.scanLine(y));
  }
  return image;
}

QImage readImage(const ImageStore& store, std::size_t index) {
  const auto side = static_cast<std::size_t>(store.side());
  std::vector<std::uint8_t> pixels(side * side);
  return store.read(index, pixels) ? grayImage(pixels, store.side()) : QImage();
}

} // namespace mien::ui
