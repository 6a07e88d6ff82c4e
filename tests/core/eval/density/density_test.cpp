#include "core/eval/density/density.h"

#include "core/common/error.h"
#include "core/eval/density/contour.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

namespace mien {
namespace {

struct Points {
  std::vector<float> x;
  std::vector<float> y;
  std::vector<int> all;
};

Points gaussian(int count, float xSpread, float ySpread, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  Points points;
  for (int i = 0; i < count; ++i) {
    points.x.push_back(xSpread * normal(random));
    points.y.push_back(ySpread * normal(random));
  }
  points.all.resize(points.x.size());
  std::iota(points.all.begin(), points.all.end(), 0);
  return points;
}

double integral(const DensityGrid& grid) {
  const double cell =
      (grid.range.x1 - grid.range.x0) * (grid.range.y1 - grid.range.y0) / ((grid.columns - 1.0) * (grid.rows - 1.0));
  return cell * std::accumulate(grid.values.begin(), grid.values.end(), 0.0);
}

/// Without bins: the sum of a Gaussian at each point.
double exactDensity(const Points& points, double x, double y) {
  const auto deviation = [](const std::vector<float>& values) {
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0;
    for (const float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
  };
  const auto n = static_cast<double>(points.x.size());
  const double hx = deviation(points.x) * std::pow(n, -1.0 / 6);
  const double hy = deviation(points.y) * std::pow(n, -1.0 / 6);
  double sum = 0;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const double dx = (x - points.x[i]) / hx;
    const double dy = (y - points.y[i]) / hy;
    sum += std::exp(-0.5 * (dx * dx + dy * dy));
  }
  return sum / (n * 2 * std::numbers::pi * hx * hy);
}

TEST(KernelDensity, IntegratesToOne) {
  const Points points = gaussian(500, 2, 0.5, 1);
  const auto grid = kernelDensity(points.x, points.y, points.all, rangeOf(points.x, points.y, 0.4), 128, 96);
  EXPECT_NEAR(integral(grid), 1, 0.01);
}

TEST(KernelDensity, IsTheSumOfGaussians) {
  const Points points = gaussian(300, 2, 0.5, 2);
  const auto grid = kernelDensity(points.x, points.y, points.all, rangeOf(points.x, points.y, 0.3), 160, 160);
  const float peak = *std::ranges::max_element(grid.values);
  for (int row = 0; row < grid.rows; row += 13) {
    for (int column = 0; column < grid.columns; column += 13) {
      EXPECT_NEAR(grid.at(column, row), exactDensity(points, grid.x(column), grid.y(row)), 0.02 * peak);
    }
  }
}

TEST(KernelDensity, CountsOnlyTheMembers) {
  const std::array<float, 3> x{0, 0, 10};
  const std::array<float, 3> y{0, 1, 10};
  const std::array<int, 2> members{0, 1};
  const auto grid = kernelDensity(x, y, members, {-5, 15, -5, 15}, 101, 101);
  EXPECT_GT(grid.at(25, 27), 0);
  EXPECT_EQ(grid.at(75, 75), 0);
}

TEST(KernelDensity, HoldsWithOnePointAndWithNone) {
  const std::array<float, 1> x{0.5F};
  const std::array<float, 1> y{0.5F};
  const std::array<int, 1> one{0};
  EXPECT_NEAR(integral(kernelDensity(x, y, one, {}, 64, 64)), 1, 0.01);
  const auto none = kernelDensity(x, y, {}, {}, 64, 64);
  EXPECT_EQ(*std::ranges::max_element(none.values), 0);
}

TEST(KernelDensity, RefusesAnEmptyRange) {
  EXPECT_THROW((void)kernelDensity({}, {}, {}, {0, 0, 0, 1}, 64, 64), Error);
  EXPECT_THROW((void)kernelDensity({}, {}, {}, {}, 1, 64), Error);
}

TEST(RangeOf, HasAnExtentAlways) {
  const std::array<float, 2> same{3, 3};
  const auto range = rangeOf(same, same, 0.1);
  EXPECT_LT(range.x0, 3);
  EXPECT_GT(range.x1, 3);
  EXPECT_LT(rangeOf({}, {}, 0.1).x0, rangeOf({}, {}, 0.1).x1);
}

TEST(KernelDensity, SharesAPointAmongItsFourNeighboursByNearness) {
  // One point a quarter of a cell right of and an eighth above grid point (2, 1). A bandwidth of one step, since one
  // point has no deviation: the grid holds the Gaussian of that width about each of the four, weighted bilinearly.
  const std::array<float, 1> x{2.25F};
  const std::array<float, 1> y{1.125F};
  const std::array<int, 1> one{0};
  const auto grid = kernelDensity(x, y, one, {0, 9, 0, 9}, 10, 10);
  double sum = 0;
  for (int k = -4; k <= 4; ++k) {
    sum += std::exp(-0.5 * k * k);
  }
  const auto gauss = [sum](int distance) {
    return std::abs(distance) > 4 ? 0 : std::exp(-0.5 * distance * distance) / sum;
  };
  for (int row = 0; row < 10; ++row) {
    for (int column = 0; column < 10; ++column) {
      const double across = 0.75 * gauss(column - 2) + 0.25 * gauss(column - 3);
      const double along = 0.875 * gauss(row - 1) + 0.125 * gauss(row - 2);
      EXPECT_NEAR(grid.at(column, row), across * along, 1e-6) << column << ", " << row;
    }
  }
}

TEST(HighestDensityLevel, CutsTheShareOff) {
  const Points points = gaussian(2000, 1, 1, 4);
  const auto grid = kernelDensity(points.x, points.y, points.all, rangeOf(points.x, points.y, 0.3), 160, 160);
  double outer = std::numeric_limits<double>::infinity();
  for (const double share : {0.2, 0.5, 0.8, 0.95}) {
    const double level = highestDensityLevel(grid, share);
    double above = 0;
    double total = 0;
    for (const float value : grid.values) {
      total += value;
      above += value >= level ? value : 0;
    }
    EXPECT_NEAR(above / total, share, 0.01);
    EXPECT_LT(level, outer); // the larger the share, the farther out the contour
    outer = level;
  }
}

TEST(HighestDensityLevel, IsTheLeastValueOfTheFewestCellsThatHoldTheShare) {
  const DensityGrid grid{{0, 1, 0, 1}, 2, 2, {4, 1, 3, 2}};
  EXPECT_EQ(highestDensityLevel(grid, 0.4), 4);
  EXPECT_EQ(highestDensityLevel(grid, 0.41), 3);
  EXPECT_EQ(highestDensityLevel(grid, 0.9), 2);
  EXPECT_EQ(highestDensityLevel(grid, 1), 1);
}

TEST(ContourLines, GoRoundARidgeAndClose) {
  const Points points = gaussian(2000, 1, 1, 5);
  const auto grid = kernelDensity(points.x, points.y, points.all, {-6, 6, -6, 6}, 121, 121);
  const auto lines = contourLines(grid, highestDensityLevel(grid, 0.5));
  ASSERT_FALSE(lines.empty());
  const auto longest = *std::ranges::max_element(lines, {}, &ContourLine::size);
  EXPECT_EQ(longest.front().x, longest.back().x);
  EXPECT_EQ(longest.front().y, longest.back().y);
  for (const PlanePoint& point : longest) {
    EXPECT_NEAR(std::hypot(point.x, point.y), 1.2, 0.25); // half of a 2-D Gaussian lies within 1.18 deviations
  }
}

TEST(ContourLines, FollowTwoHillsAndStopAtTheEdge) {
  DensityGrid grid{{0, 4, 0, 2}, 5, 3, {0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 0, 0, 0, 0, 2}};
  const auto lines = contourLines(grid, 1);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].size(), 3U); // along the right edge, open
  EXPECT_EQ(lines[0].front().x, 3.5);
  EXPECT_EQ(lines[1].size(), 5U); // a diamond round (1, 1)
  EXPECT_EQ(lines[1].front().x, lines[1].back().x);
}

/// Of the saddle's cell: which corner each line goes round, as the corner nearest to its middle.
std::vector<PlanePoint> cornersGoneRound(const std::vector<ContourLine>& lines) {
  std::vector<PlanePoint> corners;
  for (const ContourLine& line : lines) {
    const double x = (line.front().x + line.back().x) / 2;
    const double y = (line.front().y + line.back().y) / 2;
    corners.push_back({std::round(x), std::round(y)});
  }
  std::ranges::sort(corners, {}, [](const PlanePoint& point) { return point.x; });
  return corners;
}

TEST(ContourLines, SettleASaddle) {
  // Hills at (0, 0) and (1, 1), their mean 1 in the middle.
  const DensityGrid saddle{{0, 1, 0, 1}, 2, 2, {2, 0, 0, 2}};
  // Below the mean the hills are one: the lines go round the valleys, (0, 1) and (1, 0).
  const auto valleys = cornersGoneRound(contourLines(saddle, 0.9));
  ASSERT_EQ(valleys.size(), 2U);
  EXPECT_EQ(valleys[0].y, 1);
  EXPECT_EQ(valleys[1].y, 0);
  // Above it they are two: the lines go round the hills.
  const auto hills = cornersGoneRound(contourLines(saddle, 1.1));
  ASSERT_EQ(hills.size(), 2U);
  EXPECT_EQ(hills[0].y, 0);
  EXPECT_EQ(hills[1].y, 1);
  // The same with the hills at (1, 0) and (0, 1).
  const DensityGrid other{{0, 1, 0, 1}, 2, 2, {0, 2, 2, 0}};
  EXPECT_EQ(cornersGoneRound(contourLines(other, 0.9))[0].y, 0);
  EXPECT_EQ(cornersGoneRound(contourLines(other, 1.1))[0].y, 1);
  EXPECT_TRUE(contourLines(saddle, 3).empty());
}

} // namespace
} // namespace mien
