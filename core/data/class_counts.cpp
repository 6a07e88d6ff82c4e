#include "core/data/class_counts.h"

#include "core/common/arg_max.h"

#include <algorithm>

namespace mien {

ClassCounts countClasses(const Dataset& dataset, LabelPolicy policy, int classes) {
  ClassCounts counts{};
  for (const Sample& sample : dataset.samples) {
    if (const std::optional<Target> target = makeTarget(sample.votes, policy, classes)) {
      ++counts[static_cast<std::size_t>(sample.split)][static_cast<std::size_t>(argMax(*target))];
    }
  }
  return counts;
}

} // namespace mien
