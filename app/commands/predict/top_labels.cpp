#include "app/commands/predict/top_labels.h"

#include "core/common/text/numbers.h"

#include <algorithm>
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
    text += (i == 0 ? "" : ", ") + labels[order[i]] + " " + fixedNumber(100 * probabilities[order[i]], 1) + "%";
  }
  return text;
}

} // namespace mien::cli
