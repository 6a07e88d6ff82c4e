#include "core/infer/heatmap.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace mien {

Heatmap makeHeatmap(std::span<const float> evidence, int cells, int side, int label) {
  cv::Mat small(cells, cells, CV_32FC1);
  std::ranges::transform(evidence, small.ptr<float>(), [](float value) { return std::max(value, 0.0F); });
  Heatmap map{label, cells, side, std::vector<float>(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))};
  cv::Mat large(side, side, CV_32FC1, map.values.data());
  cv::resize(small, large, large.size(), 0, 0, cv::INTER_LINEAR);
  const float highest = *std::ranges::max_element(map.values);
  if (highest > 0.0F) {
    for (float& value : map.values) {
      value /= highest;
    }
  }
  return map;
}

} // namespace mien
