#include "core/eval/density/contour.h"

#include <array>
#include <cstddef>

namespace mien {

namespace {

/// Links the crossings of the grid's edges. Edge 2i runs right from grid point i, edge 2i+1 up from it.
class Tracer {
public:
  Tracer(const DensityGrid& grid, double level)
      : m_grid(grid), m_level(level), m_links(2 * grid.values.size(), {-1, -1}) {
    for (int row = 0; row + 1 < grid.rows; ++row) {
      for (int column = 0; column + 1 < grid.columns; ++column) {
        linkCell(column, row);
      }
    }
  }

  std::vector<ContourLine> lines() {
    std::vector<ContourLine> found;
    for (const bool open : {true, false}) { // open lines first, from one of their ends
      for (std::size_t edge = 0; edge < m_links.size(); ++edge) {
        const auto [first, second] = m_links[edge];
        if (first >= 0 && (!open || second < 0)) {
          found.push_back(follow(static_cast<int>(edge)));
        }
      }
    }
    return found;
  }

private:
  [[nodiscard]] bool inside(int column, int row) const { return m_grid.at(column, row) >= m_level; }

  void link(int a, int b) {
    add(a, b);
    add(b, a);
  }

  void add(int from, int to) {
    auto& links = m_links[static_cast<std::size_t>(from)];
    (links[0] < 0 ? links[0] : links[1]) = to;
  }

  void drop(int from, int to) {
    auto& links = m_links[static_cast<std::size_t>(from)];
    if (links[0] == to) {
      links[0] = links[1];
    }
    links[1] = -1;
  }

  void linkCell(int column, int row) {
    const bool corner[4] = {inside(column, row), inside(column + 1, row), inside(column + 1, row + 1),
                            inside(column, row + 1)};
    const int point = row * m_grid.columns + column;
    const int edges[4] = {2 * point, 2 * (point + 1) + 1, 2 * (point + m_grid.columns), 2 * point + 1};
    std::vector<int>& crossed = m_crossed;
    crossed.clear();
    for (int side = 0; side < 4; ++side) {
      if (corner[side] != corner[(side + 1) % 4]) {
        crossed.push_back(edges[side]);
      }
    }
    if (crossed.size() == 2) {
      link(crossed[0], crossed[1]);
    } else if (crossed.size() == 4) {
      const double mean = (static_cast<double>(m_grid.at(column, row)) + m_grid.at(column + 1, row) +
                           m_grid.at(column + 1, row + 1) + m_grid.at(column, row + 1)) /
                          4;
      const bool joined = (mean >= m_level) == corner[0]; // the first corner's side goes through the middle
      link(crossed[0], crossed[joined ? 1 : 3]);
      link(crossed[2], crossed[joined ? 3 : 1]);
    }
  }

  [[nodiscard]] PlanePoint crossing(int edge) const {
    const int point = edge / 2;
    const int column = point % m_grid.columns;
    const int row = point / m_grid.columns;
    const bool up = edge % 2 == 1;
    const double from = m_grid.at(column, row);
    const double to = up ? m_grid.at(column, row + 1) : m_grid.at(column + 1, row);
    const double share = (m_level - from) / (to - from);
    return {m_grid.x(up ? column : column + share), m_grid.y(up ? row + share : row)};
  }

  ContourLine follow(int start) {
    ContourLine line{crossing(start)};
    int edge = start;
    while (m_links[static_cast<std::size_t>(edge)][0] >= 0) {
      const int next = m_links[static_cast<std::size_t>(edge)][0];
      drop(edge, next);
      drop(next, edge);
      line.push_back(crossing(next));
      edge = next;
    }
    return line;
  }

  const DensityGrid& m_grid;
  double m_level;
  std::vector<std::array<int, 2>> m_links; ///< of each edge: the crossings it is linked with, -1 for none
  std::vector<int> m_crossed;
};

} // namespace

std::vector<ContourLine> contourLines(const DensityGrid& grid, double level) { return Tracer(grid, level).lines(); }

} // namespace mien
