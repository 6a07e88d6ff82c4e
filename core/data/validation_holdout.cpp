#include "core/data/validation_holdout.h"

#include "core/common/error.h"
#include "core/common/text/numbers.h"
#include "core/data/dataset.h"
#include "core/data/detail/conflicting_labels.h"
#include "core/data/detail/image_stores.h"
#include "core/data/detail/splits.h"

#include <algorithm>
#include <numeric>

namespace mien {

void validate(const ValidationHoldout& cut) {
  if (!(cut.share >= 0 && cut.share < 1)) {
    throw Error(ErrorKind::BadArgument,
                Message("the validation share must be at least 0 and below 1, for example 0.2"));
  }
}

Dataset withHoldout(const Dataset& dataset, const ValidationHoldout& cut) {
  validate(cut);
  Dataset result = dataset;
  if (dataset.summary.cut == cut || (!dataset.summary.cut && dataset.summary.imagesOf(Split::Valid) > 0)) {
    return result;
  }
  std::vector<std::uint32_t> order(dataset.samples.size());
  std::iota(order.begin(), order.end(), 0U);
  for (Sample& sample : result.samples) {
    sample.split = sample.split == Split::Valid ? Split::Train : sample.split;
  }
  result.summary.cut = detail::holdOutValidation(result.samples, cut) ? std::optional(cut) : std::nullopt;
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const Sample& one = result.samples[a];
    const Sample& other = result.samples[b];
    return one.split != other.split ? one.split < other.split : one.row < other.row;
  });
  std::vector<Sample> samples;
  samples.reserve(order.size());
  for (const std::uint32_t from : order) {
    samples.push_back(std::move(result.samples[from]));
  }
  result.samples = std::move(samples);
  result.images = detail::makeReorderedStore(dataset.images, std::move(order));
  detail::countImages(result);
  detail::ProblemLog log;
  detail::findLeakage(result.samples, log);
  detail::findConflictingLabels(result.samples, log);
  std::vector<DatasetProblem> ofSplits = log.take();
  std::erase_if(result.summary.problems, [](const DatasetProblem& problem) {
    return problem.kind == "leakage" || problem.kind == "twin_labels";
  });
  std::ranges::move(ofSplits, std::back_inserter(result.summary.problems));
  return result;
}

const Dataset& datasetWithHoldout(const Dataset& dataset, const ValidationHoldout& cut, std::optional<Dataset>& own) {
  return dataset.summary.cut == cut ? dataset : own.emplace(withHoldout(dataset, cut));
}

std::string holdoutText(const DatasetSummary& summary) {
  if (!summary.cut) {
    return {};
  }
  const std::size_t valid = summary.imagesOf(Split::Valid);
  return "the validation split is cut from training by content, " + std::to_string(valid) + " of " +
         std::to_string(valid + summary.imagesOf(Split::Train)) + " images (share " +
         shortestNumber(summary.cut->share) + ", seed " + std::to_string(summary.cut->seed) + ")";
}

} // namespace mien
