#include "core/train/detail/validation.h"

#include "core/common/arg_max.h"
#include "core/common/softmax.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <span>

namespace mien::detail {

namespace {

constexpr std::size_t kBatch = 32; ///< larger ones are slower: their activations leave the cache

struct ValidationTotals {
  double loss = 0;
  std::size_t images = 0;
  std::size_t majority = 0;
  std::size_t correct = 0;
};

ValidationTotals evaluateBatch(Classifier& classifier, const Dataset& dataset, const LabelledImages& images,
                               std::size_t begin, std::size_t end) {
  std::vector<std::vector<std::uint8_t>> pixels(end - begin);
  std::vector<GrayView> views;
  std::vector<std::size_t> positions;
  for (std::size_t i = begin; i < end; ++i) {
    std::vector<std::uint8_t>& own = pixels[i - begin];
    const int side = dataset.images->readFor(classifier.info().inputSize, images.samples[i], own);
    if (side > 0) {
      views.push_back({own.data(), side, side, side});
      positions.push_back(i);
    }
  }
  ValidationTotals totals;
  if (views.empty()) {
    return totals;
  }
  const Predictions predictions = classifier.classify(views);
  const auto classes = static_cast<std::size_t>(predictions.classes);
  for (std::size_t row = 0; row < positions.size(); ++row) {
    const auto logits = std::span(predictions.logits).subspan(row * classes, classes);
    const Softmax softmax(logits);
    const Target& target = images.targets[positions[row]];
    for (std::size_t c = 0; c < classes; ++c) {
      totals.loss -= static_cast<double>(target[c]) * softmax.logProbability(c);
    }
    ++totals.images;
    const Votes& votes = dataset.samples[images.samples[positions[row]]].votes;
    if (const auto truth = makeTarget(votes, LabelPolicy::Majority, predictions.classes)) {
      ++totals.majority;
      totals.correct += argMax(logits) == argMax(*truth) ? 1U : 0U;
    }
  }
  return totals;
}

} // namespace

ValidationOutcome validateModel(const Classifier& classifier, const Dataset& dataset, const LabelledImages& images,
                                int threads, std::stop_token stop) {
  const std::size_t count = images.samples.size();
  const std::size_t batches = (count + kBatch - 1) / kBatch;
  std::vector<ValidationTotals> batchTotals(batches);
  const auto workers = static_cast<std::size_t>(threads);
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        std::size_t{0}, workers,
        [&](std::size_t worker) {
          const auto mine = classifier.clone();
          for (std::size_t b = worker; b < batches && !stop.stop_requested(); b += workers) {
            batchTotals[b] = evaluateBatch(*mine, dataset, images, b * kBatch, std::min(count, (b + 1) * kBatch));
          }
        },
        tbb::static_partitioner());
  });
  ValidationTotals total;
  for (const ValidationTotals& totals : batchTotals) { // in order, so that the sum does not depend on the threads
    total.loss += totals.loss;
    total.images += totals.images;
    total.majority += totals.majority;
    total.correct += totals.correct;
  }
  ValidationOutcome outcome;
  outcome.stopped = stop.stop_requested();
  outcome.loss = total.loss / static_cast<double>(std::max<std::size_t>(1, total.images));
  outcome.accuracy = static_cast<double>(total.correct) / static_cast<double>(std::max<std::size_t>(1, total.majority));
  return outcome;
}

} // namespace mien::detail
