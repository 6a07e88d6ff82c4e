#pragma once

#include "core/data/emotion.h"
#include "core/demo/canvas.h"
#include "core/demo/demo_random.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mien::demo {

/// What is to be seen in one picture of the demo data.
struct Portrait {
  Emotion emotion = Emotion::Neutral;
  std::optional<Emotion> mixedWith; ///< a blend of two emotions
  float share = 1;                  ///< of `emotion` in the blend
  float intensity = 1;              ///< 0..1
  bool face = true;                 ///< false: an empty picture, as FER2013 has some
};

/// Draws what the next picture shows; emotions are mildly unbalanced, as in life.
[[nodiscard]] Portrait randomPortrait(DemoRandom& random);

/// side x side grey bytes framed like FER2013: the eyes at 0.37 of the height, the chin at the lower edge.
[[nodiscard]] std::vector<std::uint8_t> renderPortrait(const Portrait& portrait, int side, DemoRandom& random);

/// A backdrop: a gradient with a few soft shapes.
void paintBackdrop(Canvas& canvas, DemoRandom& random);

/// The camera: contrast, noise, and rounding to bytes.
[[nodiscard]] std::vector<std::uint8_t> expose(const Canvas& canvas, float noise, DemoRandom& random);

} // namespace mien::demo
