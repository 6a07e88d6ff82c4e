#include "core/train/detail/batch_loader.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/model/preprocess.h"

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

constexpr std::size_t kAhead = 2; ///< prepared steps that wait: enough to hide a slow disk, little memory

// What a stream of random numbers is for; part of its key.
constexpr std::uint64_t kAugmentKey = 0x617567ULL;
constexpr std::uint64_t kMixKey = 0x6D6978ULL;

/// Beta(alpha, alpha) after Jöhnk (1964).
double beta(double alpha, Random& random) {
  for (int tries = 0; tries < 1000; ++tries) {
    const double x = std::pow(random.uniform(), 1.0 / alpha);
    const double y = std::pow(random.uniform(), 1.0 / alpha);
    if (x + y > 0 && x + y <= 1) {
      return x / (x + y);
    }
  }
  return 0.5; // alpha so large that the distribution is a spike in the middle
}

std::size_t draw(const Target& distribution, double u) {
  double sum = 0;
  for (std::size_t c = 0; c < distribution.size(); ++c) {
    sum += static_cast<double>(distribution[c]);
    if (u < sum) {
      return c;
    }
  }
  return static_cast<std::size_t>(argMax(distribution));
}

} // namespace

std::int64_t BatchLoader::stepsPerEpoch(std::size_t images, int batch) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(images) / batch);
}

BatchLoader::BatchLoader(const Dataset& dataset, const LabelledImages& images, const TrainConfig& config,
                         const ModelInfo& info, std::int64_t firstStep)
    : m_dataset(dataset), m_images(images), m_config(config), m_info(info),
      m_stepsPerEpoch(stepsPerEpoch(images.samples.size(), config.batch)), m_step(firstStep),
      m_pixels(static_cast<std::size_t>(dataset.images->side()) * static_cast<std::size_t>(dataset.images->side())),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

BatchLoader::~BatchLoader() {
  m_thread.request_stop();
  m_changed.notify_all();
}

void BatchLoader::work(std::stop_token stop) {
  while (!stop.stop_requested()) {
    std::vector<ReplicaBatch> batches;
    std::exception_ptr problem;
    try {
      batches = make(m_step);
    } catch (...) {
      problem = std::current_exception();
    }
    ++m_step;
    std::unique_lock lock(m_mutex);
    if (problem) {
      m_problem = problem;
      m_changed.notify_all();
      return;
    }
    m_ready.push_back(std::move(batches));
    m_changed.notify_all();
    m_changed.wait(lock, stop, [&] { return m_ready.size() < kAhead; });
  }
}

std::vector<ReplicaBatch> BatchLoader::next() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [&] { return !m_ready.empty() || m_problem; });
  if (m_ready.empty()) {
    std::rethrow_exception(m_problem);
  }
  std::vector<ReplicaBatch> batches = std::move(m_ready.front());
  m_ready.pop_front();
  m_changed.notify_all();
  return batches;
}

std::vector<ReplicaBatch> BatchLoader::make(std::int64_t step) {
  const int epoch = static_cast<int>(step / m_stepsPerEpoch);
  if (epoch != m_orderEpoch) {
    m_order = epochOrder(m_images, m_config, epoch);
    m_orderEpoch = epoch;
  }
  const auto replicas = static_cast<std::size_t>(m_config.replicas);
  const std::size_t batch = std::max(replicas, std::min(static_cast<std::size_t>(m_config.batch), m_order.size()));
  const std::size_t start = static_cast<std::size_t>(step % m_stepsPerEpoch) * batch;
  std::vector<ReplicaBatch> shares;
  for (std::size_t r = 0; r < replicas; ++r) {
    const std::size_t begin = start + batch * r / replicas;
    const std::size_t end = start + batch * (r + 1) / replicas;
    std::vector<std::size_t> positions;
    for (std::size_t i = begin; i < end; ++i) {
      positions.push_back(m_order[i % m_order.size()]);
    }
    shares.push_back(makeShare(step, positions, m_config.sizeOfEpoch(epoch)));
    mixUp(shares.back(), Random::forKey({m_config.seed, kMixKey, static_cast<std::uint64_t>(step), r}));
  }
  return shares;
}

ReplicaBatch BatchLoader::makeShare(std::int64_t step, std::span<const std::size_t> positions, int side) {
  m_info.inputSize = side;
  ReplicaBatch share;
  share.side = side;
  share.classes = m_config.classes;
  share.pixels.reserve(positions.size() * static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (std::size_t i = 0; i < positions.size(); ++i) {
    addImage(share, positions[i],
             Random::forKey({m_config.seed, kAugmentKey, static_cast<std::uint64_t>(step), positions[i], i}));
  }
  return share;
}

void BatchLoader::addImage(ReplicaBatch& share, std::size_t position, Random random) {
  // A file that vanished or broke since the data set was read is replaced by another image, not by a crash hours in.
  constexpr int kTries = 64;
  int tries = 0;
  while (!m_dataset.images->read(m_images.samples[position], m_pixels)) {
    if (++tries == kTries) {
      throw Error(ErrorKind::BadData,
                  Message("{folder}: {tries} images one after another can no longer be read; is the disk still there?",
                          {{"folder", shownPath(m_dataset.root)}, {"tries", kTries}}));
    }
    position = random.below(m_images.samples.size());
  }
  const int side = m_dataset.images->side();
  augment(m_pixels, side, m_config.augment, random);

  const std::size_t offset = share.pixels.size();
  share.pixels.resize(offset + static_cast<std::size_t>(share.side) * static_cast<std::size_t>(share.side));
  preprocess({m_pixels.data(), side, side, side}, m_info, std::span(share.pixels).subspan(offset));

  Target target = m_images.targets[position];
  if (m_config.labels == LabelPolicy::Sampled) {
    const std::size_t drawn = draw(target, random.uniform());
    target.fill(0.0F);
    target[drawn] = 1.0F;
  }
  share.targets.insert(share.targets.end(), target.begin(), target.begin() + share.classes);
  share.weights.push_back(m_images.weights[position]);
}

void BatchLoader::mixUp(ReplicaBatch& share, Random random) const {
  if (m_config.mixup <= 0 || share.images() < 2) {
    return;
  }
  const auto keep = static_cast<float>(beta(m_config.mixup, random));
  const auto blend = [&](std::vector<float>& values) { // with the neighbour, the last with the first
    const std::size_t width = values.size() / share.images();
    const std::vector<float> first(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(width));
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float other = i + width < values.size() ? values[i + width] : first[i + width - values.size()];
      values[i] = keep * values[i] + (1.0F - keep) * other;
    }
  };
  blend(share.pixels);
  blend(share.targets);
  blend(share.weights);
}

} // namespace mien::detail
