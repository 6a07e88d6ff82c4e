#include "core/train/training_throughput.h"

#include "core/common/stopwatch.h"
#include "core/infer/make_classifier.h"
#include "core/train/detail/batch_loader.h"
#include "core/train/detail/optimizer.h"
#include "core/train/detail/replica_count.h"
#include "core/train/detail/validation.h"
#include "core/train/schedule.h"

#include <algorithm>
#include <chrono>

namespace mien {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostSteps = 24;
constexpr double kEnoughSeconds = 2;
constexpr std::size_t kValidationImages = 128;

detail::LabelledImages firstOf(const detail::LabelledImages& all, std::size_t count) {
  detail::LabelledImages some = all;
  count = std::min(count, all.samples.size());
  some.samples.resize(count);
  some.targets.resize(count);
  some.weights.resize(count);
  return some;
}

class Probe {
public:
  Probe(const TrainConfig& config, const Dataset& dataset)
      : m_config(config), m_dataset(dataset), m_train(detail::labelledImages(dataset, Split::Train, config)),
        m_valid(detail::labelledImages(dataset, Split::Valid, config)), m_info(infoFor(config)),
        m_replicas(m_info, {config.dropout, config.stochasticDepth, config.labelSmoothing}, config.replicas, 1),
        m_optimizer(detail::optimizerOptions(m_config), m_replicas.parameters(), m_replicas.buffers()) {}

  /// False when stopped.
  bool measure(int size, std::stop_token stop, TrainingThroughput::Stage& stage) {
    TrainConfig config = m_config;
    config.sizes = {{size, 1}};
    m_info.inputSize = size;
    detail::BatchLoader loader(m_dataset, m_train, config, m_info, 0);
    const auto step = [&](std::int64_t number) {
      const detail::StepOutcome outcome = m_replicas.step(loader.next(), 1);
      m_optimizer.apply(learningRateAt(m_config, 0, kMostSteps), number);
      return static_cast<double>(outcome.images);
    };
    step(0); // the first one allocates
    double images = 0;
    int steps = 0;
    const auto start = Clock::now();
    while (steps < kMostSteps && (steps == 0 || secondsSince(start) < kEnoughSeconds) && !stop.stop_requested()) {
      images += step(++steps);
    }
    const double trainSeconds = secondsSince(start);
    if (stop.stop_requested()) {
      return false;
    }
    const double validSeconds = measureValidation(stop);
    const auto stepsPerEpoch = detail::BatchLoader::stepsPerEpoch(m_train.samples.size(), m_config.batch);
    stage = {size, images / trainSeconds, static_cast<double>(stepsPerEpoch) * trainSeconds / steps + validSeconds};
    return !stop.stop_requested();
  }

private:
  static ModelInfo infoFor(const TrainConfig& config) {
    ModelInfo info;
    info.labels = emotionLabels(config.classes);
    info.head = config.head;
    info.inputSize = config.sizes.front().size;
    return info;
  }

  /// Of the whole split.
  double measureValidation(std::stop_token stop) {
    const auto start = Clock::now();
    const auto classifier = detail::makeClassifier(m_replicas.state(), m_info, "the network being measured");
    const double fixed = secondsSince(start);
    const detail::LabelledImages some = firstOf(m_valid, kValidationImages);
    const auto begin = Clock::now();
    (void)validateModel(*classifier, m_dataset, some, m_config.replicas, std::move(stop));
    return fixed +
           secondsSince(begin) * static_cast<double>(m_valid.samples.size()) / static_cast<double>(some.samples.size());
  }

  const TrainConfig& m_config;
  const Dataset& m_dataset;
  detail::LabelledImages m_train;
  detail::LabelledImages m_valid;
  ModelInfo m_info;
  detail::ReplicaSet m_replicas;
  detail::Optimizer m_optimizer;
};

} // namespace

std::optional<double> TrainingThroughput::seconds(const TrainConfig& config) const {
  double sum = 0;
  for (const SizeStage& stage : config.sizes) {
    const auto found = std::ranges::find(stages, stage.size, &Stage::size);
    if (found == stages.end()) {
      return std::nullopt;
    }
    sum += found->secondsPerEpoch * stage.epochs;
  }
  return sum;
}

TrainingThroughput measureThroughput(TrainConfig config, const Dataset& dataset, std::stop_token stop) {
  validate(config);
  config.replicas = detail::resolveReplicas(config);
  const Dataset cut = withHoldout(dataset, config.cut);
  Probe probe(config, cut);
  TrainingThroughput pace;
  for (const SizeStage& wanted : config.sizes) {
    TrainingThroughput::Stage stage;
    if (std::ranges::find(pace.stages, wanted.size, &TrainingThroughput::Stage::size) != pace.stages.end()) {
      continue;
    }
    if (stop.stop_requested() || !probe.measure(wanted.size, stop, stage)) {
      break;
    }
    pace.stages.push_back(stage);
  }
  return pace;
}

} // namespace mien
