#pragma once

#include <cstddef>
#include <vector>

namespace mien::demo {

/// A grey picture in floating point, 0 black .. 1 white, that the demo painters work on.
struct Canvas {
  Canvas(int w, int h, float value = 0.0F)
      : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), value) {}

  [[nodiscard]] float& at(int x, int y) { return pixels[indexOf(x, y)]; }
  [[nodiscard]] float at(int x, int y) const { return pixels[indexOf(x, y)]; }

  [[nodiscard]] std::size_t indexOf(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }

  int width;
  int height;
  std::vector<float> pixels;
};

} // namespace mien::demo
