#include "core/data/class_counts.h"

#include <algorithm>

namespace mien {

ClassCounts countClasses(const Dataset& dataset, LabelPolicy policy, int classes) {
  ClassCounts counts{};
  for (const Sample& sample : dataset.samples) {
    if (const std::optional<Target> target = makeTarget(sample.votes, policy, classes)) {
      const auto emotion = std::max_element(target->begin(), target->end()) - target->begin();
      ++counts[static_cast<std::size_t>(sample.split)][static_cast<std::size_t>(emotion)];
    }
  }
  return counts;
}

} // namespace mien
