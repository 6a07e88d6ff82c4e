#include "core/eval/density/density.h"

#include "core/common/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace mien {

namespace {

struct Axis {
  double lower = 0;
  double step = 1;
  int size = 0;
};

/// Adds each point to its four neighbours in the grid, by nearness.
void binLinearly(std::span<const float> x, std::span<const float> y, std::span<const int> members, const Axis& columns,
                 const Axis& rows, std::vector<float>& bins) {
  for (const int member : members) {
    const double column = (x[static_cast<std::size_t>(member)] - columns.lower) / columns.step;
    const double row = (y[static_cast<std::size_t>(member)] - rows.lower) / rows.step;
    if (!(column >= 0 && row >= 0 && column <= columns.size - 1 && row <= rows.size - 1)) {
      continue;
    }
    const int c = std::min(static_cast<int>(column), columns.size - 2);
    const int r = std::min(static_cast<int>(row), rows.size - 2);
    const auto right = static_cast<float>(column - c);
    const auto up = static_cast<float>(row - r);
    float* corner = bins.data() + static_cast<std::ptrdiff_t>(r) * columns.size + c;
    corner[0] += (1 - right) * (1 - up);
    corner[1] += right * (1 - up);
    corner[columns.size] += (1 - right) * up;
    corner[columns.size + 1] += right * up;
  }
}

double scottBandwidth(std::span<const float> values, std::span<const int> members, double step) {
  const auto n = static_cast<double>(members.size());
  double sum = 0;
  for (const int member : members) {
    sum += values[static_cast<std::size_t>(member)];
  }
  double squares = 0;
  for (const int member : members) {
    const double deviation = values[static_cast<std::size_t>(member)] - sum / n;
    squares += deviation * deviation;
  }
  const double deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  return std::max(deviation * std::pow(n, -1.0 / 6.0), step);
}

/// A Gaussian out to four bandwidths, or as far as the grid reaches; the whole of it sums to 1.
std::vector<float> gaussianKernel(double bandwidth, const Axis& axis) {
  const int radius = std::min(static_cast<int>(std::ceil(4 * bandwidth / axis.step)), axis.size - 1);
  std::vector<double> kernel(2 * static_cast<std::size_t>(radius) + 1);
  for (int i = -radius; i <= radius; ++i) {
    const double distance = i * axis.step / bandwidth;
    kernel[static_cast<std::size_t>(i + radius)] = std::exp(-0.5 * distance * distance);
  }
  const double sum = std::accumulate(kernel.begin(), kernel.end(), 0.0);
  std::vector<float> scaled(kernel.size());
  std::ranges::transform(kernel, scaled.begin(), [sum](double value) { return static_cast<float>(value / sum); });
  return scaled;
}

} // namespace

PlaneRange rangeOf(std::span<const float> x, std::span<const float> y, double margin) {
  const auto widen = [margin](std::span<const float> values, double& lower, double& upper) {
    if (values.empty()) {
      return;
    }
    const auto [low, high] = std::ranges::minmax(values);
    const double size = high > low ? static_cast<double>(high) - low : 1.0;
    lower = low - margin * size - (high > low ? 0 : 0.5);
    upper = high + margin * size + (high > low ? 0 : 0.5);
  };
  PlaneRange range;
  widen(x, range.x0, range.x1);
  widen(y, range.y0, range.y1);
  return range;
}

DensityGrid kernelDensity(std::span<const float> x, std::span<const float> y, std::span<const int> members,
                          const PlaneRange& range, int columns, int rows) {
  if (columns < 2 || rows < 2 || !(range.x1 > range.x0) || !(range.y1 > range.y0) || x.size() != y.size()) {
    throw Error(ErrorKind::BadArgument,
                Message("A density needs a grid of at least 2 x 2 over a range with an extent."));
  }
  DensityGrid grid{range, columns, rows, {}};
  grid.values.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0.0F);
  if (members.empty()) {
    return grid;
  }
  const Axis across{range.x0, (range.x1 - range.x0) / (columns - 1), columns};
  const Axis along{range.y0, (range.y1 - range.y0) / (rows - 1), rows};
  binLinearly(x, y, members, across, along, grid.values);
  const cv::Mat1f plane(rows, columns, grid.values.data());
  const double perArea = 1 / (static_cast<double>(members.size()) * across.step * along.step);
  cv::sepFilter2D(plane * perArea, plane, CV_32F, gaussianKernel(scottBandwidth(x, members, across.step), across),
                  gaussianKernel(scottBandwidth(y, members, along.step), along), {-1, -1}, 0, cv::BORDER_CONSTANT);
  return grid;
}

double highestDensityLevel(const DensityGrid& grid, double mass) {
  std::vector<float> values = grid.values;
  std::ranges::sort(values, std::greater<>());
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  double sum = 0;
  for (const float value : values) {
    sum += value;
    if (sum >= mass * total) {
      return value;
    }
  }
  return 0;
}

} // namespace mien
