#include "core/eval/density/density.h"

#include "core/common/error.h"

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

/// The right half of a Gaussian, the whole of which sums to 1.
std::vector<float> halfKernel(double bandwidth, const Axis& axis) {
  const int radius = std::min(static_cast<int>(std::ceil(4 * bandwidth / axis.step)), axis.size - 1);
  std::vector<double> kernel(static_cast<std::size_t>(radius) + 1);
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    const double distance = static_cast<double>(i) * axis.step / bandwidth;
    kernel[i] = std::exp(-0.5 * distance * distance);
  }
  const double sum = 2 * std::accumulate(kernel.begin(), kernel.end(), 0.0) - kernel[0];
  std::vector<float> half(kernel.size());
  std::ranges::transform(kernel, half.begin(), [sum](double value) { return static_cast<float>(value / sum); });
  return half;
}

/// Convolves `lines` lines of `length` values; `next` values lie between neighbours of a line, `skip` between lines.
void convolve(const std::vector<float>& in, std::vector<float>& out, const std::vector<float>& half, int length,
              int lines, std::ptrdiff_t next, std::ptrdiff_t skip) {
  std::ranges::fill(out, 0.0F);
  for (int line = 0; line < lines; ++line) {
    const float* from = in.data() + line * skip;
    float* to = out.data() + line * skip;
    for (int i = 0; i < length; ++i) {
      const float value = from[i * next];
      if (value == 0) {
        continue; // most of a plane is empty
      }
      to[i * next] += value * half[0];
      for (int k = 1; k < static_cast<int>(half.size()); ++k) {
        const float part = value * half[static_cast<std::size_t>(k)];
        if (i - k >= 0) {
          to[(i - k) * next] += part;
        }
        if (i + k < length) {
          to[(i + k) * next] += part;
        }
      }
    }
  }
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
  std::vector<float> between(grid.values.size());
  convolve(grid.values, between, halfKernel(scottBandwidth(x, members, across.step), across), columns, rows, 1,
           columns);
  convolve(between, grid.values, halfKernel(scottBandwidth(y, members, along.step), along), rows, columns, columns, 1);
  const auto perArea = static_cast<float>(1 / (static_cast<double>(members.size()) * across.step * along.step));
  std::ranges::for_each(grid.values, [perArea](float& value) { value *= perArea; });
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
