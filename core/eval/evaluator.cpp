#include "core/eval/evaluator.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/stopwatch.h"
#include "core/common/text/shown_text.h"

#include <tbb/blocked_range.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>

namespace mien {

namespace {

using Clock = std::chrono::steady_clock;

/// The emotion that stands behind each of the model's labels.
std::vector<int> emotionsOf(const ModelInfo& info) {
  std::vector<int> emotions;
  for (const std::string& label : info.labels) {
    const auto emotion = parseEmotion(label);
    if (!emotion) {
      throw Error(ErrorKind::BadData,
                  Message("The model's label \"{label}\" is not an emotion of FER+, so it cannot be compared with the "
                          "data set's votes. Use a model with the seven or eight FER+ emotions.",
                          {{"label", label}}));
    }
    emotions.push_back(static_cast<int>(*emotion));
  }
  std::vector<int> sorted = emotions;
  std::ranges::sort(sorted);
  bool gapless = true;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    gapless = gapless && sorted[i] == static_cast<int>(i);
  }
  if (!gapless || emotions.size() < kEmotionCount - 1) {
    throw Error(ErrorKind::BadData, Message("The model's {count} labels are not the seven or eight emotions of "
                                            "FER+, each once. Use a model with those.",
                                            {{"count", emotions.size()}}));
  }
  return emotions;
}

/// An image of the split that the label policy keeps.
struct Kept {
  std::size_t index = 0;     ///< in Dataset::samples
  std::vector<float> target; ///< in the order of the model's labels
};

std::vector<Kept> keptImages(const Dataset& dataset, const std::vector<int>& emotions, EvaluationResult& result) {
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (sample.split != result.split) {
      continue;
    }
    ++result.splitImages;
    const auto target = makeTarget(sample.votes, result.policy, static_cast<int>(emotions.size()));
    if (!target) {
      ++result.discarded;
      continue;
    }
    Kept& image = kept.emplace_back(Kept{i, {}});
    std::ranges::transform(emotions, std::back_inserter(image.target), [&](int emotion) { return (*target)[emotion]; });
  }
  const std::string where = "the " + std::string(splitName(result.split)) + " split of " + shownPath(dataset.root);
  if (result.splitImages == 0) {
    throw Error(ErrorKind::BadData,
                Message("There are no images in {where}. Choose another split (--split) or data set (--data).",
                        {{"where", where}}));
  }
  if (kept.empty()) {
    throw Error(
        ErrorKind::BadData,
        Message("The label policy \"{policy}\" discards all {splitImages} images of {where}. Choose "
                "another split (--split), or evaluate with another policy (mien-cli evaluate --policy).",
                {{"policy", labelPolicyName(result.policy)}, {"splitImages", result.splitImages}, {"where", where}}));
  }
  return kept;
}

int trueClass(const std::vector<float>& target, LabelPolicy policy, int predicted) {
  const int likeliest = argMax(target);
  const bool equallyRight = policy == LabelPolicy::MultiTarget && target[predicted] > 0;
  return equallyRight ? predicted : likeliest;
}

/// The answers for one batch, of the images that could be read.
struct BatchAnswers {
  std::vector<std::size_t> rows; ///< indices into the kept images
  Predictions predictions;
};

BatchAnswers classifyBatch(Classifier& classifier, const ImageStore& store, std::span<const Kept> kept,
                           std::size_t first, bool embeddings) {
  std::vector<std::vector<std::uint8_t>> pixels(kept.size());
  std::vector<GrayView> faces;
  BatchAnswers answers;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const int side = store.readFor(classifier.info().inputSize, kept[i].index, pixels[i]);
    if (side > 0) {
      faces.push_back({pixels[i].data(), side, side, side});
      answers.rows.push_back(first + i);
    }
  }
  if (!faces.empty()) {
    answers.predictions = classifier.classify(faces, embeddings);
  }
  return answers;
}

/// Counts images and tells the observer, from whichever thread has finished a batch.
class ProgressCounter {
public:
  ProgressCounter(const EvaluationObserver& observer, std::size_t total, Clock::time_point start)
      : m_observer(observer), m_start(start), m_progress{0, total, 0} {}

  void add(std::size_t images) {
    const std::scoped_lock lock(m_mutex);
    m_progress.done += images;
    m_progress.imagesPerSecond = static_cast<double>(m_progress.done) / std::max(secondsSince(m_start), 1e-9);
    if (m_observer) {
      m_observer(m_progress);
    }
  }

private:
  const EvaluationObserver& m_observer;
  Clock::time_point m_start;
  std::mutex m_mutex;
  EvaluationProgress m_progress;
};

struct BatchPass {
  std::vector<BatchAnswers> batches;
  double seconds = 0;
};

BatchPass classifyAll(Classifier& classifier, const Dataset& dataset, std::span<const Kept> kept,
                      const EvaluateOptions& options, int threads, const EvaluationObserver& observer,
                      const std::stop_token& stop) {
  std::vector<std::unique_ptr<Classifier>> classifiers(static_cast<std::size_t>(threads));
  std::ranges::generate(classifiers, [&classifier] { return classifier.clone(); });

  const auto batchSize = static_cast<std::size_t>(options.batchSize);
  std::vector<BatchAnswers> answers((kept.size() + batchSize - 1) / batchSize);
  const auto start = Clock::now();
  ProgressCounter progress(observer, kept.size(), start);
  const auto classifyOne = [&](std::size_t batch, Classifier& own) {
    const std::size_t first = batch * batchSize;
    const auto part = kept.subspan(first, std::min(batchSize, kept.size() - first));
    answers[batch] = classifyBatch(own, *dataset.images, part, first, options.embeddings);
    progress.add(part.size());
  };

  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, answers.size(), 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          Classifier& own = *classifiers[static_cast<std::size_t>(tbb::this_task_arena::current_thread_index())];
          for (std::size_t batch = range.begin(); batch != range.end() && !stop.stop_requested(); ++batch) {
            // Isolated: a library inside classify() that waits on oneTBB must not start another batch on this thread,
            // because that batch would use the same classifier.
            tbb::this_task_arena::isolate([&] { classifyOne(batch, own); });
          }
        },
        tbb::simple_partitioner());
  });
  return {std::move(answers), secondsSince(start)};
}

void collect(const Dataset& dataset, std::span<const Kept> kept, std::vector<BatchAnswers> batches,
             EvaluationResult& result) {
  const auto classes = static_cast<std::size_t>(result.model.classes());
  std::vector<float> targets;
  std::vector<int> actual;
  for (BatchAnswers& batch : batches) {
    const Predictions& answers = batch.predictions;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      const Kept& image = kept[batch.rows[i]];
      const Sample& sample = dataset.samples[image.index];
      const int predicted = argMax(std::span(answers.probabilities).subspan(i * classes, classes));
      actual.push_back(trueClass(image.target, result.policy, predicted));
      targets.insert(targets.end(), image.target.begin(), image.target.end());
      result.images.push_back({sample.file, sample.votes, actual.back(), predicted});
    }
    result.probabilities.insert(result.probabilities.end(), answers.probabilities.begin(), answers.probabilities.end());
    result.embeddings.insert(result.embeddings.end(), answers.embeddings.begin(), answers.embeddings.end());
    result.embeddingSize = std::max(result.embeddingSize, answers.embeddingSize);
    batch = {}; // so that embeddings are not held twice
  }
  result.unreadable = kept.size() - result.images.size();
  if (result.images.empty()) {
    throw Error(
        ErrorKind::Io,
        Message("None of the {count} images of the {split} split of {folder} can be read "
                "any more. Check that the folder is still there and readable.",
                {{"count", kept.size()}, {"split", splitName(result.split)}, {"folder", shownPath(dataset.root)}}));
  }
  result.metrics = computeMetrics(static_cast<int>(classes), actual, result.probabilities, targets);
}

/// Times single images, taking turns among the first hundreds, so that no cache favours one.
LatencyStats timeSingleImages(Classifier& classifier, const Dataset& dataset, std::span<const Kept> kept,
                              const EvaluateOptions& options, const std::stop_token& stop) {
  const int side = dataset.images->side();
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side) * side);
  const GrayView face{pixels.data(), side, side, side};
  std::vector<double> milliseconds;
  const int calls = options.timedCalls > 0 ? options.warmUpCalls + options.timedCalls : 0;
  for (int call = 0; call < calls && !stop.stop_requested(); ++call) {
    if (!dataset.images->read(kept[static_cast<std::size_t>(call) % kept.size()].index, pixels)) {
      continue;
    }
    const auto start = Clock::now();
    static_cast<void>(classifier.classify(std::span(&face, 1)));
    if (call >= options.warmUpCalls) {
      milliseconds.push_back(secondsSince(start) * 1000);
    }
  }
  return summarizeLatency(std::move(milliseconds));
}

EvaluationResult cancelled(EvaluationResult result) {
  result.cancelled = true;
  result.metrics = {};
  result.images.clear();
  result.probabilities.clear();
  result.embeddings.clear();
  result.embeddingSize = 0;
  result.timing = {};
  return result;
}

} // namespace

EvaluationResult evaluate(Classifier& classifier, const Dataset& dataset, const EvaluateOptions& options,
                          const EvaluationObserver& observer, std::stop_token stop) {
  if (options.batchSize < 1 || options.threads < 0 || options.warmUpCalls < 0 || options.timedCalls < 0) {
    throw Error(ErrorKind::BadArgument, Message("Evaluation needs a batch size of at least 1 and no negative counts."));
  }
  EvaluationResult result;
  result.model = classifier.info();
  result.dataRoot = dataset.root;
  result.layout = dataset.summary.layout;
  result.split = options.split;
  result.cut = dataset.summary.cut;
  result.policy = options.policy;
  const std::vector<int> emotions = emotionsOf(result.model);
  const std::vector<Kept> kept = keptImages(dataset, emotions, result);

  const int cores = tbb::info::default_concurrency(); // oneTBB has no more threads than these
  const int threads = options.threads > 0 ? std::min(options.threads, cores) : cores;
  BatchPass pass = classifyAll(classifier, dataset, kept, options, threads, observer, stop);
  if (stop.stop_requested()) {
    return cancelled(std::move(result));
  }

  collect(dataset, kept, std::move(pass.batches), result);
  result.timing.threads = threads;
  result.timing.batchSize = options.batchSize;
  result.timing.imagesPerSecond = static_cast<double>(result.images.size()) / std::max(pass.seconds, 1e-9);
  result.timing.singleImage = timeSingleImages(classifier, dataset, kept, options, stop);
  return stop.stop_requested() ? cancelled(std::move(result)) : result;
}

} // namespace mien
