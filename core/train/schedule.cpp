#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mien {

namespace {

double cosine(double from, double to, double share) {
  return to + (from - to) * 0.5 * (1.0 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0)));
}

} // namespace

double learningRateAt(const TrainConfig& config, std::int64_t step, std::int64_t steps) {
  const double peak = config.learningRate;
  const double share = static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, steps - 1));
  switch (config.schedule) {
  case ScheduleKind::OneCycle: {
    constexpr double kRise = 0.3;
    return share < kRise ? cosine(peak / 25.0, peak, share / kRise)
                         : cosine(peak, peak / 1e4, (share - kRise) / (1.0 - kRise));
  }
  case ScheduleKind::Cosine:
    if (share < config.warmup) {
      return peak * (share + 1.0 / static_cast<double>(steps)) / (config.warmup + 1.0 / static_cast<double>(steps));
    }
    return cosine(peak, 0.0, (share - config.warmup) / (1.0 - config.warmup));
  case ScheduleKind::Constant:
    return peak;
  }
  return peak;
}

} // namespace mien
