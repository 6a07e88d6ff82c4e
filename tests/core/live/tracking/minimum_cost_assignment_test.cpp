#include "core/live/tracking/detail/minimum_cost_assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

namespace mien::detail {
namespace {

using Costs = std::vector<std::vector<double>>;

double total(const Costs& costs, const std::vector<int>& chosen) {
  double sum = 0;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    sum += chosen[i] >= 0 ? costs[i][static_cast<std::size_t>(chosen[i])] : 0;
  }
  return sum;
}

double cheapestByTrial(const Costs& costs) {
  const std::size_t rows = costs.size();
  const std::size_t columns = costs.front().size();
  std::vector<std::size_t> order(std::max(rows, columns));
  std::iota(order.begin(), order.end(), 0U);
  double best = std::numeric_limits<double>::infinity();
  do {
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      sum += order[i] < columns ? costs[i][order[i]] : 0;
    }
    best = std::min(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(Assignment, IsAsCheapAsTheBestOfAll) {
  std::mt19937 random(1); // NOLINT: the same every time
  std::uniform_real_distribution<double> cost(0, 3);
  for (int round = 0; round < 200; ++round) {
    const std::size_t rows = 1 + random() % 5;
    const std::size_t columns = 1 + random() % 5;
    Costs costs(rows, std::vector<double>(columns));
    for (auto& row : costs) {
      std::generate(row.begin(), row.end(), [&] { return cost(random); });
    }
    const std::vector<int> chosen = minimumCostAssignment(costs);
    ASSERT_EQ(chosen.size(), rows);
    std::vector<int> used;
    std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(used), [](int column) { return column >= 0; });
    ASSERT_EQ(used.size(), std::min(rows, columns));
    std::sort(used.begin(), used.end());
    ASSERT_TRUE(std::adjacent_find(used.begin(), used.end()) == used.end());
    ASSERT_NEAR(total(costs, chosen), cheapestByTrial(costs), 1e-9);
  }
}

TEST(Assignment, KnowsWhatToDoWithNothing) {
  EXPECT_TRUE(minimumCostAssignment({}).empty());
  EXPECT_EQ(minimumCostAssignment({{}, {}}), (std::vector<int>{-1, -1}));
}

} // namespace
} // namespace mien::detail
