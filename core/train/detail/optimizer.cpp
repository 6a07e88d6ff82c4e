#include "core/train/detail/optimizer.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
constexpr float kMomentum = 0.9F;
constexpr float kBeta1 = 0.9F;
constexpr float kBeta2 = 0.999F;
constexpr float kEpsilon = 1e-8F;

// The compiler's vectoriser does the rest; the clones let one binary use what the processor has. Floating-point results
// may differ between processors, never between runs on one.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define MIEN_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define MIEN_VECTOR_CLONES
#endif

MIEN_VECTOR_CLONES
void addTo(float* __restrict sum, const float* __restrict values, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    sum[i] += values[i];
  }
}

MIEN_VECTOR_CLONES
double squaredNorm(const float* __restrict values, std::size_t n) {
  double lanes[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (std::size_t lane = 0; lane < 8; ++lane) {
      const double value = values[i + lane];
      lanes[lane] += value * value;
    }
  }
  double sum = 0;
  for (const double lane : lanes) {
    sum += lane;
  }
  for (; i < n; ++i) {
    sum += static_cast<double>(values[i]) * values[i];
  }
  return sum;
}

struct AdamFactors {
  float scale;    ///< of the gradient
  float rate;     ///< learning rate over the first moment's bias correction
  float invRoot2; ///< 1/sqrt of the second moment's bias correction
  float shrink;   ///< AdamW: 1 - learning rate x decay
  float l2;       ///< Adam: decay, joins the gradient
};

MIEN_VECTOR_CLONES
void adam(float* __restrict w, const float* __restrict gradient, float* __restrict first, float* __restrict second,
          std::size_t n, AdamFactors f) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = gradient[i] * f.scale + f.l2 * w[i];
    first[i] = kBeta1 * first[i] + (1.0F - kBeta1) * g;
    second[i] = kBeta2 * second[i] + (1.0F - kBeta2) * g * g;
    w[i] = w[i] * f.shrink - f.rate * first[i] / (std::sqrt(second[i]) * f.invRoot2 + kEpsilon);
  }
}

MIEN_VECTOR_CLONES
void nesterov(float* __restrict w, const float* __restrict gradient, float* __restrict momentum, std::size_t n,
              float scale, float rate, float l2) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = gradient[i] * scale + l2 * w[i];
    momentum[i] = kMomentum * momentum[i] + g;
    w[i] -= rate * (g + kMomentum * momentum[i]);
  }
}

MIEN_VECTOR_CLONES
void follow(float* __restrict average, const float* __restrict values, std::size_t n, float decay) {
  for (std::size_t i = 0; i < n; ++i) {
    average[i] = decay * average[i] + (1.0F - decay) * values[i];
  }
}

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

Optimizer::Optimizer(const TrainConfig& config, std::span<SharedParameter> parameters, std::span<SharedBuffer> buffers,
                     std::int64_t frozenSteps)
    : m_config(config), m_frozenSteps(frozenSteps), m_parameters(parameters), m_buffers(buffers),
      m_slots(parameters.size()) {
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const SharedParameter& parameter = parameters[p];
    m_slots[p].first.assign(parameter.count, 0.0F);
    if (config.optimizer != OptimizerKind::Sgd) {
      m_slots[p].second.assign(parameter.count, 0.0F);
    }
    if (config.ema > 0) {
      m_slots[p].average.assign(parameter.values, parameter.values + parameter.count);
    }
    for (std::size_t begin = 0; begin < parameter.count; begin += kChunk) {
      m_chunks.push_back({p, begin, std::min(begin + kChunk, parameter.count)});
    }
  }
  if (config.ema > 0) {
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
  const double scale = m_config.clip > 0 && norm > m_config.clip ? m_config.clip / norm : 1.0;
  const double t = static_cast<double>(step) + 1.0;
  const auto decay = static_cast<float>(std::min(m_config.ema, (1.0 + t) / (10.0 + t)));

  tbb::parallel_for(std::size_t{0}, m_chunks.size(), [&](std::size_t c) {
    const Chunk& chunk = m_chunks[c];
    SharedParameter& parameter = m_parameters[chunk.parameter];
    Slot& slot = m_slots[chunk.parameter];
    const std::size_t n = chunk.end - chunk.begin;
    float* w = parameter.values + chunk.begin;
    if (hasGradient(parameter)) {
      thread_local std::vector<float> scratch;
      const float* gradient = sumGradients(parameter, chunk.begin, n, scratch);
      const double weightDecay = parameter.decays ? m_config.weightDecay : 0.0;
      if (m_config.optimizer == OptimizerKind::Sgd) {
        nesterov(w, gradient, slot.first.data() + chunk.begin, n, static_cast<float>(scale),
                 static_cast<float>(learningRate), static_cast<float>(weightDecay));
      } else {
        const bool decoupled = m_config.optimizer == OptimizerKind::AdamW;
        // Moments that begin at 0 after a freeze need their correction then: without it the first steps are six times
        // too long.
        const double updates = parameter.backbone ? std::max(1.0, t - static_cast<double>(m_frozenSteps)) : t;
        const AdamFactors factors{
            .scale = static_cast<float>(scale),
            .rate = static_cast<float>(learningRate / (1.0 - std::pow(kBeta1, updates))),
            .invRoot2 = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(kBeta2, updates))),
            .shrink = decoupled ? static_cast<float>(1.0 - learningRate * weightDecay) : 1.0F,
            .l2 = decoupled ? 0.0F : static_cast<float>(weightDecay),
        };
        adam(w, gradient, slot.first.data() + chunk.begin, slot.second.data() + chunk.begin, n, factors);
      }
    }
    if (m_config.ema > 0) {
      follow(slot.average.data() + chunk.begin, w, n, decay);
    }
  });
  averageBuffers(decay);
  return norm;
}

void Optimizer::averageBuffers(float decay) {
  for (std::size_t b = 0; b < m_bufferAverages.size(); ++b) {
    follow(m_bufferAverages[b].data(), m_buffers[b].values, m_buffers[b].count, decay);
  }
}

void Optimizer::swapAverages() {
  if (m_config.ema <= 0) {
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
