#include "core/data/detail/conflicting_labels.h"

#include "core/common/arg_max.h"

#include <unordered_map>

namespace mien::detail {

void findConflictingLabels(const std::vector<Sample>& samples, ProblemLog& log) {
  std::unordered_map<std::uint64_t, std::size_t> earlier; // hash -> the first sample with it, of this split
  Split split = Split::Train;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const Sample& sample = samples[i];
    if (sample.split != split) {
      split = sample.split;
      earlier.clear();
    }
    const auto [twin, first] = earlier.emplace(sample.hash, i);
    if (!first && argMax(samples[twin->second].votes) != argMax(sample.votes)) {
      log.add(Problem::ConflictingLabels, sample.file + " = " + samples[twin->second].file);
    }
  }
}

} // namespace mien::detail
