#include "app/commands/top_labels.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace mien::cli {

std::string topLabels(const std::vector<double>& probabilities, std::span<const std::string> labels) {
  constexpr std::size_t kShown = 3;
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, order.size()); ++i) {
    char percent[16];
    std::snprintf(percent, sizeof percent, " %.1f%%", 100 * probabilities[order[i]]);
    text += (i == 0 ? "" : ", ") + labels[order[i]] + percent;
  }
  return text;
}

} // namespace mien::cli
