#include "core/infer/network_input.h"

#include "core/model/preprocess.h"

#include <algorithm>
#include <cmath>

namespace mien {

std::vector<std::uint8_t> networkInput(const GrayView& face, const ModelInfo& info) {
  const auto side = static_cast<std::size_t>(info.inputSize);
  std::vector<float> input(side * side);
  preprocess(face, info, input);
  std::vector<std::uint8_t> pixels(input.size());
  std::ranges::transform(input, pixels.begin(), [&info](float value) {
    const float grey = (value * info.deviation.front() + info.mean.front()) * 255.0F;
    return static_cast<std::uint8_t>(std::clamp(std::lround(grey), 0L, 255L));
  });
  return pixels;
}

} // namespace mien
