#include "core/eval/annotator_agreement.h"

#include "core/eval/detail/label_emotions.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace mien {

namespace {

/// Share of an image's annotators who name what most of the others name; nothing with fewer than two.
std::optional<double> agreementWithOthers(std::vector<int> votes) {
  int total = 0;
  for (const int count : votes) {
    total += count;
  }
  if (total < 2) {
    return std::nullopt;
  }
  double agreeing = 0;
  for (int& own : votes) {
    if (own == 0) {
      continue;
    }
    --own; // the others are left
    const int most = *std::ranges::max_element(votes);
    if (own == most) {
      agreeing += (own + 1.0) / static_cast<double>(std::ranges::count(votes, most));
    }
    ++own;
  }
  return agreeing / total;
}

} // namespace

std::optional<double> annotatorAgreement(const EvaluationResult& result, const std::vector<int>& images) {
  const std::vector<int> emotions = detail::labelEmotions(result.model.labels);
  double sum = 0;
  int counted = 0;
  for (const int image : images) {
    const Votes& all = result.images[static_cast<std::size_t>(image)].votes;
    std::vector<int> votes;
    for (const int emotion : emotions) {
      votes.push_back(all[static_cast<std::size_t>(emotion)]);
    }
    if (const std::optional<double> share = agreementWithOthers(std::move(votes))) {
      sum += *share;
      ++counted;
    }
  }
  return counted > 0 ? std::optional(sum / counted) : std::nullopt;
}

} // namespace mien
