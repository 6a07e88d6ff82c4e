#include "tests/core/data/image_maker.h"

#include <opencv2/imgcodecs.hpp>

#include <vector>

namespace mien::test {

std::string makeImage(std::uint64_t seed, int width, int height, bool colour, const std::string& extension) {
  cv::Mat image(height, width, colour ? CV_8UC3 : CV_8UC1);
  cv::RNG random(seed);
  random.fill(image, cv::RNG::UNIFORM, 0, 256);
  std::vector<std::uint8_t> bytes;
  cv::imencode(extension, image, bytes);
  return {bytes.begin(), bytes.end()};
}

} // namespace mien::test
