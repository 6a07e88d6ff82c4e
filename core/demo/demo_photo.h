#pragma once

#include "core/data/emotion.h"

#include <cstdint>
#include <vector>

namespace mien {

/// A face in a demo photo: the square from mid-forehead to chin that a face detector should find, in px, and what it
/// shows.
struct DemoFace {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  Emotion emotion = Emotion::Neutral;
};

/// A grey picture of invented people.
struct DemoPhoto {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels; ///< width * height bytes, row by row
  std::vector<DemoFace> faces;      ///< from left to right
};

/// Renders `faces` (1 to 3) invented people side by side, each with another emotion and one of them happy, on a plain
/// backdrop; the same arguments give the same bytes. At 640 x 480 every face is 150 px or larger. Throws Error
/// (BadArgument) for other numbers of faces or a picture smaller than 64 px a face or larger than 8192 px a side.
[[nodiscard]] DemoPhoto renderDemoPhoto(std::uint64_t seed, int faces = 3, int width = 640, int height = 480);

} // namespace mien
