#include "core/train/detail/optimizer.h"

#include "core/kernels/optimizer_kernels.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;

/// The sum over replicas of one chunk, in `scratch` when there is more than one.
const float* sumGradients(const SharedParameter& parameter, std::size_t begin, std::size_t n,
                          std::vector<float>& scratch) {
  if (parameter.gradients.size() == 1) {
    return parameter.gradients.front() + begin;
  }
  scratch.assign(parameter.gradients.front() + begin, parameter.gradients.front() + begin + n);
  for (std::size_t r = 1; r < parameter.gradients.size(); ++r) {
    addTo(scratch.data(), parameter.gradients[r] + begin, n);
  }
  return scratch.data();
}

bool hasGradient(const SharedParameter& parameter) {
  return std::all_of(parameter.gradients.begin(), parameter.gradients.end(),
                     [](const float* g) { return g != nullptr; });
}

} // namespace

OptimizerOptions optimizerOptions(const TrainConfig& config) {
  return {config.optimizer, config.weightDecay, config.ema, config.clip};
}

Optimizer::Optimizer(const OptimizerOptions& options, std::span<SharedParameter> parameters,
                     std::span<SharedBuffer> buffers, std::int64_t frozenSteps)
    : m_options(options), m_frozenSteps(frozenSteps), m_parameters(parameters), m_buffers(buffers),
      m_slots(parameters.size()) {
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const SharedParameter& parameter = parameters[p];
    m_slots[p].first.assign(parameter.count, 0.0F);
    if (options.kind != OptimizerKind::Sgd) {
      m_slots[p].second.assign(parameter.count, 0.0F);
    }
    if (options.ema > 0) {
      m_slots[p].average.assign(parameter.values, parameter.values + parameter.count);
    }
    for (std::size_t begin = 0; begin < parameter.count; begin += kChunk) {
      m_chunks.push_back({p, begin, std::min(begin + kChunk, parameter.count)});
    }
  }
  if (options.ema > 0) {
    for (const SharedBuffer& buffer : buffers) {
      m_bufferAverages.emplace_back(buffer.values, buffer.values + buffer.count);
    }
  }
}

double Optimizer::gradientNorm() const {
  std::vector<double> sums(m_chunks.size(), 0.0);
  tbb::parallel_for(std::size_t{0}, m_chunks.size(), [&](std::size_t c) {
    const Chunk& chunk = m_chunks[c];
    const SharedParameter& parameter = m_parameters[chunk.parameter];
    if (hasGradient(parameter)) {
      thread_local std::vector<float> scratch;
      const std::size_t n = chunk.end - chunk.begin;
      sums[c] = squaredNorm(sumGradients(parameter, chunk.begin, n, scratch), n);
    }
  });
  double total = 0; // in the order of the chunks: the threads' order must not show in the sum
  for (const double sum : sums) {
    total += sum;
  }
  return std::sqrt(total);
}

double Optimizer::apply(double learningRate, std::int64_t step) {
  const double norm = gradientNorm();
  if (!std::isfinite(norm)) {
    return norm;
  }
  const double scale = m_options.clip > 0 && norm > m_options.clip ? m_options.clip / norm : 1.0;
  const double t = static_cast<double>(step) + 1.0;
  const auto decay = static_cast<float>(std::min(m_options.ema, (1.0 + t) / (10.0 + t)));

  tbb::parallel_for(std::size_t{0}, m_chunks.size(), [&](std::size_t c) {
    const Chunk& chunk = m_chunks[c];
    SharedParameter& parameter = m_parameters[chunk.parameter];
    Slot& slot = m_slots[chunk.parameter];
    const std::size_t n = chunk.end - chunk.begin;
    float* w = parameter.values + chunk.begin;
    if (hasGradient(parameter)) {
      thread_local std::vector<float> scratch;
      const float* gradient = sumGradients(parameter, chunk.begin, n, scratch);
      const double weightDecay = parameter.decays ? m_options.weightDecay : 0.0;
      if (m_options.kind == OptimizerKind::Sgd) {
        nesterovStep(w, gradient, slot.first.data() + chunk.begin, n, static_cast<float>(scale),
                     static_cast<float>(learningRate), static_cast<float>(weightDecay));
      } else {
        const bool decoupled = m_options.kind == OptimizerKind::AdamW;
        // Moments that begin at 0 after a freeze need their correction then: without it the first steps are six times
        // too long.
        const double updates = parameter.backbone ? std::max(1.0, t - static_cast<double>(m_frozenSteps)) : t;
        const AdamFactors factors{
            .scale = static_cast<float>(scale),
            .rate = static_cast<float>(learningRate / (1.0 - std::pow(kAdamBeta1, updates))),
            .invRoot2 = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(kAdamBeta2, updates))),
            .shrink = decoupled ? static_cast<float>(1.0 - learningRate * weightDecay) : 1.0F,
            .l2 = decoupled ? 0.0F : static_cast<float>(weightDecay),
        };
        adamStep(w, gradient, slot.first.data() + chunk.begin, slot.second.data() + chunk.begin, n, factors);
      }
    }
    if (m_options.ema > 0) {
      updateAverage(slot.average.data() + chunk.begin, w, n, decay);
    }
  });
  averageBuffers(decay);
  return norm;
}

void Optimizer::averageBuffers(float decay) {
  for (std::size_t b = 0; b < m_bufferAverages.size(); ++b) {
    updateAverage(m_bufferAverages[b].data(), m_buffers[b].values, m_buffers[b].count, decay);
  }
}

void Optimizer::swapAverages() {
  if (m_options.ema <= 0) {
    return;
  }
  for (std::size_t p = 0; p < m_parameters.size(); ++p) {
    std::swap_ranges(m_slots[p].average.begin(), m_slots[p].average.end(), m_parameters[p].values);
  }
  for (std::size_t b = 0; b < m_buffers.size(); ++b) {
    std::swap_ranges(m_bufferAverages[b].begin(), m_bufferAverages[b].end(), m_buffers[b].values);
  }
}

std::vector<Optimizer::State> Optimizer::state() {
  std::vector<State> all;
  const auto add = [&](const char* what, const std::string& name, std::vector<float>& values) {
    if (!values.empty()) {
      all.push_back({std::string(what) + name, values.data(), values.size()});
    }
  };
  for (std::size_t p = 0; p < m_parameters.size(); ++p) {
    add("first/", m_parameters[p].name, m_slots[p].first);
    add("second/", m_parameters[p].name, m_slots[p].second);
    add("average/", m_parameters[p].name, m_slots[p].average);
  }
  for (std::size_t b = 0; b < m_bufferAverages.size(); ++b) {
    add("average/", m_buffers[b].name, m_bufferAverages[b]);
  }
  return all;
}

} // namespace mien::detail
