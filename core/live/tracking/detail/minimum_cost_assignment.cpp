#include "core/live/tracking/detail/minimum_cost_assignment.h"

#include <algorithm>
#include <limits>

namespace mien::detail {

namespace {

/// At most as many rows as columns; rows and columns count from 1 inside, 0 stands for "none".
std::vector<int> assignRows(const std::vector<std::vector<double>>& costs) {
  const std::size_t rows = costs.size();
  const std::size_t columns = costs.front().size();
  std::vector<double> rowPotential(rows + 1, 0.0);
  std::vector<double> columnPotential(columns + 1, 0.0);
  std::vector<std::size_t> rowOf(columns + 1, 0);
  std::vector<std::size_t> cameFrom(columns + 1, 0);
  for (std::size_t row = 1; row <= rows; ++row) {
    rowOf[0] = row;
    std::size_t column = 0;
    std::vector<double> slack(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> visited(columns + 1, false);
    do {
      visited[column] = true;
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= columns; ++j) {
        if (visited[j]) {
          continue;
        }
        const double reduced = costs[rowOf[column] - 1][j - 1] - rowPotential[rowOf[column]] - columnPotential[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          cameFrom[j] = column;
        }
        if (slack[j] < delta) {
          delta = slack[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= columns; ++j) {
        if (visited[j]) {
          rowPotential[rowOf[j]] += delta;
          columnPotential[j] -= delta;
        } else {
          slack[j] -= delta;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[cameFrom[column]];
      column = cameFrom[column];
    }
  }
  std::vector<int> answer(rows, -1);
  for (std::size_t j = 1; j <= columns; ++j) {
    if (rowOf[j] != 0) {
      answer[rowOf[j] - 1] = static_cast<int>(j) - 1;
    }
  }
  return answer;
}

} // namespace

std::vector<int> minimumCostAssignment(const std::vector<std::vector<double>>& costs) {
  if (costs.empty() || costs.front().empty()) {
    return std::vector<int>(costs.size(), -1);
  }
  if (costs.size() <= costs.front().size()) {
    return assignRows(costs);
  }
  std::vector<std::vector<double>> transposed(costs.front().size(), std::vector<double>(costs.size()));
  for (std::size_t i = 0; i < costs.size(); ++i) {
    for (std::size_t j = 0; j < costs[i].size(); ++j) {
      transposed[j][i] = costs[i][j];
    }
  }
  std::vector<int> answer(costs.size(), -1);
  const std::vector<int> rowOfColumn = assignRows(transposed);
  for (std::size_t j = 0; j < rowOfColumn.size(); ++j) {
    answer[static_cast<std::size_t>(rowOfColumn[j])] = static_cast<int>(j);
  }
  return answer;
}

} // namespace mien::detail
