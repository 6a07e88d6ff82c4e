#include "core/data/augment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <vector>

namespace mien {
namespace {

constexpr int kSide = 48;
constexpr std::size_t kPixels = kSide * kSide;

using Image = std::vector<std::uint8_t>;

AugmentOptions nothing() {
  return {.flip = false, .rotation = 0, .scale = 0, .shift = 0, .brightness = 0, .contrast = 0, .erasing = 0};
}

/// Smooth, of middle grey and without any symmetry.
double shade(double x, double y) {
  return 128 + 30 * std::sin(0.21 * x + 0.3) + 26 * std::cos(0.17 * y) + 18 * std::sin(0.13 * (x + 2 * y));
}

Image picture() {
  Image image(kPixels);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      image[static_cast<std::size_t>(y * kSide + x)] = static_cast<std::uint8_t>(std::lround(shade(x, y)));
    }
  }
  return image;
}

Image augmented(Image image, const AugmentOptions& options, std::uint64_t seed) {
  Random random(seed);
  augment(image, kSide, options, random);
  return image;
}

/// What happened to the picture: turned about its middle, then shifted (px).
struct Motion {
  double degrees = 0, scale = 1, dx = 0, dy = 0;
  bool mirrored = false;
};

double reflected(double at) {
  const double last = kSide - 1;
  return at < 0 ? -at : at > last ? 2 * last - at : at;
}

/// The grey at a place between the pixels.
double between(const Image& image, double x, double y) {
  const double left = std::floor(x);
  const double top = std::floor(y);
  const auto pixel = [&](double column, double row) {
    return static_cast<double>(
        image[static_cast<std::size_t>(reflected(row)) * kSide + static_cast<std::size_t>(reflected(column))]);
  };
  const double right = x - left;
  const double below = y - top;
  return (1 - below) * ((1 - right) * pixel(left, top) + right * pixel(left + 1, top)) +
         below * ((1 - right) * pixel(left, top + 1) + right * pixel(left + 1, top + 1));
}

/// Sum of the differences and the largest one between `result` and `image` moved so, in double precision; of every
/// `every`th pixel.
std::pair<double, double> differences(const Image& image, const Image& result, const Motion& motion, int every = 1) {
  const double c = std::cos(motion.degrees * std::numbers::pi / 180) / motion.scale;
  const double s = std::sin(motion.degrees * std::numbers::pi / 180) / motion.scale;
  const double middle = (kSide - 1) / 2.0;
  double sum = 0;
  double largest = 0;
  for (int y = 0; y < kSide; y += every) {
    for (int x = 0; x < kSide; x += every) {
      const double fromX = x - middle - motion.dx;
      const double fromY = y - middle - motion.dy;
      const double turned = c * fromX - s * fromY;
      const double grey = between(image, middle + (motion.mirrored ? -turned : turned), middle + s * fromX + c * fromY);
      const double difference = std::abs(grey - result[static_cast<std::size_t>(y * kSide + x)]);
      sum += difference;
      largest = std::max(largest, difference);
    }
  }
  return {sum, largest};
}

/// How far `motion` is from what happened, by a ninth of the pixels.
double off(const Image& image, const Image& result, const Motion& motion) {
  return differences(image, result, motion, 3).first;
}

/// The `at` in [low, high] with the least `cost`, which has one minimum near there.
double leastAt(double low, double high, const std::function<double(double)>& cost) {
  double best = low;
  for (double step = (high - low) / 24; step > 2e-4; step /= 6) {
    double least = std::numeric_limits<double>::max();
    for (double at = low; at <= high; at += step) {
      if (const double c = cost(at); c < least) {
        least = c;
        best = at;
      }
    }
    low = best - step;
    high = best + step;
  }
  return best;
}

/// Uniform in +-limit: such a sample of 80 or more has these bounds, this mean and this spread.
void expectUniform(const std::vector<double>& values, double limit) {
  ASSERT_GE(values.size(), 80U);
  const auto [least, most] = std::ranges::minmax(values);
  EXPECT_GE(least, -1.02 * limit);
  EXPECT_LE(most, 1.02 * limit);
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double variance = 0;
  for (const double value : values) {
    variance += value * value / n;
  }
  const double deviation = limit / std::sqrt(3.0);
  EXPECT_NEAR(mean, 0, 4 * deviation / std::sqrt(n));
  EXPECT_NEAR(std::sqrt(variance), deviation, 0.2 * deviation);
}

TEST(Augment, ChangesNothingThatIsNotAskedFor) {
  const Image image = picture();
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_TRUE(augmented(image, nothing(), seed) == image);
    EXPECT_TRUE(augmented(image, {.strength = 0}, seed) == image);
  }
}

TEST(Augment, TheSameRandomMakesTheSameChange) {
  EXPECT_TRUE(augmented(picture(), {}, 3) == augmented(picture(), {}, 3));
  EXPECT_FALSE(augmented(picture(), {}, 3) == augmented(picture(), {}, 4));
}

TEST(Augment, TurnsByDegreesAboutTheMiddle) {
  const Image image = picture();
  for (const double strength : {1.0, 0.5}) {
    AugmentOptions options = nothing();
    options.rotation = 12;
    options.strength = strength;
    std::vector<double> angles;
    for (std::uint64_t seed = 0; seed < 80; ++seed) {
      const Image result = augmented(image, options, seed);
      angles.push_back(leastAt(-20, 20, [&](double degrees) { return off(image, result, {.degrees = degrees}); }));
      EXPECT_LE(differences(image, result, {.degrees = angles.back()}).second, 2.0) << "seed " << seed;
    }
    expectUniform(angles, 12 * strength);
  }
}

TEST(Augment, ScalesAboutTheMiddle) {
  const Image image = picture();
  AugmentOptions options = nothing();
  options.scale = 0.1;
  std::vector<double> scales;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const Image result = augmented(image, options, seed);
    const double scale = leastAt(0.8, 1.2, [&](double value) { return off(image, result, {.scale = value}); });
    EXPECT_LE(differences(image, result, {.scale = scale}).second, 2.0) << "seed " << seed;
    scales.push_back(scale - 1);
  }
  expectUniform(scales, 0.1);
}

TEST(Augment, ShiftsByAShareOfTheSide) {
  const Image image = picture();
  AugmentOptions options = nothing();
  options.shift = 0.07;
  std::vector<double> across;
  std::vector<double> down;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const Image result = augmented(image, options, seed);
    Motion motion;
    for (int round = 0; round < 4; ++round) { // one direction after the other
      motion.dx = leastAt(-6, 6, [&](double dx) { return off(image, result, {.dx = dx, .dy = motion.dy}); });
      motion.dy = leastAt(-6, 6, [&](double dy) { return off(image, result, {.dx = motion.dx, .dy = dy}); });
    }
    EXPECT_LE(differences(image, result, motion).second, 2.0) << "seed " << seed;
    across.push_back(motion.dx);
    down.push_back(motion.dy);
  }
  expectUniform(across, 0.07 * kSide);
  expectUniform(down, 0.07 * kSide);
}

TEST(Augment, MirrorsHalfOfTheImages) {
  const Image image = picture();
  Image mirror = image;
  for (int y = 0; y < kSide; ++y) {
    std::reverse(mirror.begin() + y * kSide, mirror.begin() + (y + 1) * kSide);
  }
  AugmentOptions options = nothing();
  options.flip = true;
  int mirrored = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Image result = augmented(image, options, seed);
    ASSERT_TRUE(result == image || result == mirror) << "seed " << seed;
    mirrored += result == mirror ? 1 : 0;
  }
  EXPECT_NEAR(mirrored, 200, 40); // four deviations of the binomial distribution
}

TEST(Augment, AllMovesTogetherAreOneMotion) {
  const Image image = picture();
  AugmentOptions options = nothing();
  options.rotation = 12;
  options.scale = 0.1;
  options.shift = 0.07;
  options.flip = true;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Image result = augmented(image, options, seed);
    double least = std::numeric_limits<double>::max();
    for (const bool mirrored : {false, true}) {
      Motion motion{.mirrored = mirrored};
      for (int round = 0; round < 10; ++round) {
        const auto fit = [&](double Motion::*part, double low, double high) {
          motion.*part = leastAt(low, high, [&](double value) {
            Motion tried = motion;
            tried.*part = value;
            return off(image, result, tried);
          });
        };
        fit(&Motion::dx, -6, 6);
        fit(&Motion::dy, -6, 6);
        fit(&Motion::degrees, -20, 20);
        fit(&Motion::scale, 0.8, 1.2);
      }
      least = std::min(least, differences(image, result, motion).second);
    }
    EXPECT_LE(least, 3.0) << "seed " << seed;
  }
}

TEST(Augment, BrightensEveryPixelAlike) {
  const Image image = picture();
  AugmentOptions options = nothing();
  options.brightness = 0.15;
  std::vector<double> offsets;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Image result = augmented(image, options, seed);
    const int offset = result.front() - image.front();
    for (std::size_t i = 0; i < kPixels; ++i) {
      ASSERT_EQ(result[i], image[i] + offset) << "seed " << seed;
    }
    offsets.push_back(offset);
  }
  expectUniform(offsets, 0.15 * 255);
}

TEST(Augment, ContrastIsAboutTheMean) {
  const Image image = picture();
  const double mean = std::accumulate(image.begin(), image.end(), 0.0) / static_cast<double>(kPixels);
  AugmentOptions options = nothing();
  options.contrast = 0.25;
  std::vector<double> gains;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Image result = augmented(image, options, seed);
    const auto off = [&](double gain) {
      double largest = 0;
      for (std::size_t i = 0; i < kPixels; ++i) {
        largest = std::max(largest, std::abs(result[i] - mean - gain * (image[i] - mean)));
      }
      return largest;
    };
    const double gain = leastAt(0.6, 1.4, off);
    ASSERT_LE(off(gain), 0.6) << "rounded, seed " << seed;
    gains.push_back(gain - 1);
  }
  expectUniform(gains, 0.25);
}

TEST(Augment, BrightnessAndContrastStayWithinTheGreys) {
  Image image(kPixels);
  for (std::size_t i = 0; i < kPixels; ++i) {
    image[i] = i % 2 == 0 ? 0 : 255;
  }
  AugmentOptions options = nothing();
  options.brightness = 0.5;
  options.contrast = 0.5;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Image result = augmented(image, options, seed);
    EXPECT_LE(result[0], result[1]) << "an overflow would turn them round";
  }
}

/// Chequered, so that its mean is none of its greys: every pixel that is overwritten is seen.
Image chequered() {
  Image image(kPixels);
  for (std::size_t i = 0; i < kPixels; ++i) {
    image[i] = (i + i / kSide) % 2 == 0 ? 40 : 180;
  }
  return image;
}

TEST(Augment, ErasesOneRectangleWithTheMean) {
  const Image image = chequered();
  AugmentOptions options = nothing();
  options.erasing = 1;
  std::vector<double> areas;
  int wide = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Image result = augmented(image, options, seed);
    int left = kSide;
    int right = -1;
    int top = kSide;
    int bottom = -1;
    int changed = 0;
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        const auto i = static_cast<std::size_t>(y * kSide + x);
        if (result[i] != image[i]) {
          ASSERT_EQ(result[i], 110) << "the mean of 40 and 180";
          left = std::min(left, x);
          right = std::max(right, x);
          top = std::min(top, y);
          bottom = std::max(bottom, y);
          ++changed;
        }
      }
    }
    const int width = right - left + 1;
    const int height = bottom - top + 1;
    ASSERT_GT(changed, 0) << "seed " << seed;
    ASSERT_EQ(changed, width * height) << "a rectangle without holes";
    // Sides are whole numbers of pixels, so either may be up to one less than wanted.
    EXPECT_LE(changed, 0.15 * kPixels);
    EXPECT_GE((width + 1) * (height + 1), 0.02 * kPixels);
    EXPECT_LE(width, 2.5 * (height + 1));
    EXPECT_LE(height, 2.5 * (width + 1));
    areas.push_back(changed / static_cast<double>(kPixels));
    wide += width > height ? 1 : 0;
  }
  EXPECT_LT(std::ranges::min(areas), 0.03);
  EXPECT_GT(std::ranges::max(areas), 0.13);
  EXPECT_NEAR(std::accumulate(areas.begin(), areas.end(), 0.0) / 300, 0.08, 0.012); // of 0.02 to 0.15, rounded down
  EXPECT_NEAR(wide, 150, 40) << "upright as often as lying";
}

TEST(Augment, ErasesAsOftenAsAskedAndNeverAtZero) {
  const Image image = chequered();
  for (const auto& [erasing, strength, expected] :
       {std::tuple{0.25, 1.0, 0.25}, {0.25, 2.0, 0.5}, {0.0, 1.0, 0.0}, {1.0, 1.0, 1.0}}) {
    AugmentOptions options = nothing();
    options.erasing = erasing;
    options.strength = strength;
    int erased = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
      erased += augmented(image, options, seed) == image ? 0 : 1;
    }
    EXPECT_NEAR(erased, 1000 * expected, 4 * std::sqrt(1000 * expected * (1 - expected))) << erasing << " " << strength;
  }
}

} // namespace
} // namespace mien
