#pragma once

#include "core/eval/density/density.h"

#include <vector>

namespace mien {

struct PlanePoint {
  double x = 0;
  double y = 0;
};

using ContourLine = std::vector<PlanePoint>; ///< closed when its last point is its first

/// The lines along which the density, linear between the points of the grid, is `level` (marching squares; saddles are
/// settled by the mean of the four corners). Lines end only at the edge of the grid.
[[nodiscard]] std::vector<ContourLine> contourLines(const DensityGrid& grid, double level);

} // namespace mien
