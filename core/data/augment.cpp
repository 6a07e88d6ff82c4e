#include "core/data/augment.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mien {

namespace {

void warp(cv::Mat& image, const AugmentOptions& o, Random& random) {
  const double side = image.cols;
  const double angle = random.uniform(-1, 1) * o.rotation * o.strength * std::numbers::pi / 180.0;
  const double scale = 1.0 + random.uniform(-1, 1) * o.scale * o.strength;
  const double dx = random.uniform(-1, 1) * o.shift * o.strength * side;
  const double dy = random.uniform(-1, 1) * o.shift * o.strength * side;
  const double mirror = (o.flip && o.strength > 0 && random.uniform() < 0.5) ? -1.0 : 1.0;

  // Destination to source, about the middle of the image.
  const double c = std::cos(angle) / scale;
  const double s = std::sin(angle) / scale;
  const double middle = (side - 1) / 2;
  const cv::Matx23d inverse(mirror * c, -mirror * s, middle - mirror * (c * (middle + dx) - s * (middle + dy)), //
                            s, c, middle - (s * (middle + dx) + c * (middle + dy)));
  cv::Mat warped;
  cv::warpAffine(image, warped, inverse, image.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REFLECT_101);
  warped.copyTo(image);
}

void relight(cv::Mat& image, const AugmentOptions& o, Random& random) {
  const double gain = 1.0 + random.uniform(-1, 1) * o.contrast * o.strength;
  const double offset = random.uniform(-1, 1) * o.brightness * o.strength * 255.0;
  const double middle = cv::mean(image)[0];
  std::array<std::uint8_t, 256> table{};
  for (int value = 0; value < 256; ++value) {
    table[static_cast<std::size_t>(value)] = cv::saturate_cast<std::uint8_t>((value - middle) * gain + middle + offset);
  }
  for (int y = 0; y < image.rows; ++y) {
    auto* row = image.ptr<std::uint8_t>(y);
    std::transform(row, row + image.cols, row, [&](std::uint8_t value) { return table[value]; });
  }
}

void erase(cv::Mat& image, const AugmentOptions& o, Random& random) {
  if (random.uniform() >= o.erasing * o.strength) {
    return;
  }
  const double area = random.uniform(0.02, 0.15);
  const double ratio = std::exp(random.uniform(-1, 1) * std::log(2.5));
  const int width = std::clamp(static_cast<int>(image.cols * std::sqrt(area * ratio)), 1, image.cols);
  const int height = std::clamp(static_cast<int>(image.rows * std::sqrt(area / ratio)), 1, image.rows);
  const int x = static_cast<int>(random.below(static_cast<std::uint64_t>(image.cols - width + 1)));
  const int y = static_cast<int>(random.below(static_cast<std::uint64_t>(image.rows - height + 1)));
  image(cv::Rect(x, y, width, height)).setTo(cv::mean(image));
}

} // namespace

void augment(std::span<std::uint8_t> image, int side, const AugmentOptions& options, Random& random) {
  if (options.strength <= 0) {
    return;
  }
  cv::Mat view(side, side, CV_8UC1, image.data());
  warp(view, options, random);
  relight(view, options, random);
  erase(view, options, random);
}

} // namespace mien
