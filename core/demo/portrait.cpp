#include "core/demo/portrait.h"

#include "core/demo/action_units.h"
#include "core/demo/face_parameters.h"
#include "core/demo/face_renderer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mien::demo {
namespace {

constexpr int kOversampling = 2;

/// Shares in FER+ order; they sum to 1.
constexpr std::array<float, kEmotionCount> kShares{0.20F, 0.18F, 0.14F, 0.13F, 0.12F, 0.08F, 0.08F, 0.07F};

Emotion drawEmotion(DemoRandom& random) {
  float left = random.uniform();
  for (std::size_t e = 0; e < kShares.size(); ++e) {
    left -= kShares[e];
    if (left < 0) {
      return static_cast<Emotion>(e);
    }
  }
  return Emotion::Neutral;
}

ActionUnits unitsOf(const Portrait& portrait, DemoRandom& random) {
  const ActionUnits first = expressionOf(portrait.emotion, portrait.intensity, random);
  if (!portrait.mixedWith) {
    return first;
  }
  return blend(first, expressionOf(*portrait.mixedWith, portrait.intensity, random), portrait.share);
}

Canvas shrink(const Canvas& big, int factor) {
  Canvas small(big.width / factor, big.height / factor);
  const float weight = 1.0F / static_cast<float>(factor * factor);
  for (int y = 0; y < small.height * factor; ++y) {
    for (int x = 0; x < small.width * factor; ++x) {
      small.at(x / factor, y / factor) += weight * big.at(x, y);
    }
  }
  return small;
}

} // namespace

Portrait randomPortrait(DemoRandom& random) {
  Portrait portrait;
  portrait.face = !random.chance(0.005F);
  portrait.emotion = drawEmotion(random);
  portrait.intensity = random.uniform(0.5F, 1.0F);
  if (random.chance(0.15F)) {
    const Emotion other = drawEmotion(random);
    if (other != portrait.emotion) {
      portrait.mixedWith = other;
      portrait.share = random.uniform(0.45F, 0.8F);
    }
  }
  return portrait;
}

std::vector<std::uint8_t> renderPortrait(const Portrait& portrait, int side, DemoRandom& random) {
  Canvas canvas(side * kOversampling, side * kOversampling);
  paintBackdrop(canvas, random);
  if (portrait.face) {
    const Identity person = randomIdentity(random);
    View view = randomView(random);
    const auto size = static_cast<float>(canvas.width);
    view.scale = size * (0.39F + 0.012F * random.approximateNormal());
    view.centreX = size * (0.5F + 0.02F * random.approximateNormal());
    view.centreY = size * (0.495F + 0.02F * random.approximateNormal());
    paintFace(canvas, person, unitsOf(portrait, random), view);
  }
  const float noise = random.uniform(0.004F, 0.02F);
  return expose(shrink(canvas, kOversampling), noise, random);
}

void paintBackdrop(Canvas& canvas, DemoRandom& random) {
  struct Blob {
    float x, y, radius2, value;
  };
  const float base = random.uniform(0.2F, 0.8F);
  const float slopeX = 0.15F * random.approximateNormal();
  const float slopeY = 0.15F * random.approximateNormal();
  std::array<Blob, 3> blobs{};
  for (Blob& blob : blobs) {
    const float radius = random.uniform(0.2F, 0.5F);
    blob = {random.uniform(), random.uniform(), radius * radius, 0.12F * random.approximateNormal()};
  }
  for (int row = 0; row < canvas.height; ++row) {
    for (int column = 0; column < canvas.width; ++column) {
      const float x = static_cast<float>(column) / static_cast<float>(canvas.width);
      const float y = static_cast<float>(row) / static_cast<float>(canvas.height);
      float value = base + slopeX * (x - 0.5F) + slopeY * (y - 0.5F);
      for (const Blob& blob : blobs) {
        const float r2 = ((x - blob.x) * (x - blob.x) + (y - blob.y) * (y - blob.y)) / blob.radius2;
        value += blob.value * std::max(0.0F, 1.0F - r2);
      }
      canvas.at(column, row) = std::clamp(value, 0.03F, 0.97F);
    }
  }
}

std::vector<std::uint8_t> expose(const Canvas& canvas, float noise, DemoRandom& random) {
  const float gain = random.uniform(0.85F, 1.08F);
  const float lift = 0.02F * random.approximateNormal();
  std::vector<std::uint8_t> bytes;
  bytes.reserve(canvas.pixels.size());
  for (const float pixel : canvas.pixels) {
    // Half-way to a photograph's gamma: the renderer reckons in linear light.
    const float seen =
        0.5F * (std::sqrt(std::max(0.0F, pixel)) + pixel) * gain + lift + noise * random.approximateNormal();
    bytes.push_back(static_cast<std::uint8_t>(std::clamp(seen, 0.0F, 1.0F) * 255.0F + 0.5F));
  }
  return bytes;
}

} // namespace mien::demo
