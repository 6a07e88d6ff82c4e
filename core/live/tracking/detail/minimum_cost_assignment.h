#pragma once

#include <vector>

namespace mien::detail {

/// The cheapest way to give each row a column of its own: Hungarian method (Kuhn 1955) with potentials, O(n^3). `costs`
/// holds one vector a row, all of one length. Returns the column of each row, -1 for a row without one (more rows than
/// columns).
[[nodiscard]] std::vector<int> minimumCostAssignment(const std::vector<std::vector<double>>& costs);

} // namespace mien::detail
