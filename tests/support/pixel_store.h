#pragma once

#include "core/data/dataset.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mien::test {

/// Images made up on the spot. An empty one stands for a file that can no longer be read.
class PixelStore : public ImageStore {
public:
  PixelStore(int side, std::vector<std::vector<std::uint8_t>> images) : m_side(side), m_images(std::move(images)) {}

  [[nodiscard]] int side() const override { return m_side; }
  [[nodiscard]] bool inMemory() const override { return true; }

  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    const auto& image = m_images.at(index);
    std::ranges::copy(image, out.begin());
    return !image.empty();
  }

private:
  int m_side;
  std::vector<std::vector<std::uint8_t>> m_images;
};

} // namespace mien::test
