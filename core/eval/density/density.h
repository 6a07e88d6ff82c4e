#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mien {

/// A rectangle of the plane.
struct PlaneRange {
  double x0 = 0;
  double x1 = 1;
  double y0 = 0;
  double y1 = 1;
};

/// A density over a rectangle, sampled at columns x rows points, the outer ones on its edge.
struct DensityGrid {
  PlaneRange range;
  int columns = 0;
  int rows = 0;
  std::vector<float> values; ///< per unit of area, row by row from y0 on

  [[nodiscard]] float at(int column, int row) const {
    return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
  }
  [[nodiscard]] double x(double column) const { return range.x0 + column * (range.x1 - range.x0) / (columns - 1); }
  [[nodiscard]] double y(double row) const { return range.y0 + row * (range.y1 - range.y0) / (rows - 1); }
};

/// The smallest rectangle around all points, wider by `margin` of its size on each side. Never without extent.
[[nodiscard]] PlaneRange rangeOf(std::span<const float> x, std::span<const float> y, double margin);

/// Gaussian kernel density of the points `members` (indices into x and y), whose bandwidth along each axis is Scott's:
/// the standard deviation times n^(-1/6) (Scott 1992), at least one step of the grid. The points are binned linearly
/// and convolved along one axis, then the other (Wand 1994). Integrates to 1 where the range leaves room for the
/// kernel; nothing but zeros without members. Throws Error (BadArgument) for a grid below 2 x 2 or an empty range.
[[nodiscard]] DensityGrid kernelDensity(std::span<const float> x, std::span<const float> y,
                                        std::span<const int> members, const PlaneRange& range, int columns, int rows);

/// The level above which `mass` (0..1) of the density lies: the edge of the highest-density region (Hyndman 1996).
[[nodiscard]] double highestDensityLevel(const DensityGrid& grid, double mass);

} // namespace mien
