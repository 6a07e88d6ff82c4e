#include "core/live/tracking/probability_smoother.h"

#include <algorithm>
#include <cmath>

namespace mien {

const std::vector<float>& ProbabilitySmoother::update(int id, std::span<const float> probabilities, double seconds) {
  State& state = m_states[id];
  if (state.probabilities.size() != probabilities.size() || m_timeConstant <= 0 || seconds < state.seconds) {
    state.probabilities.assign(probabilities.begin(), probabilities.end());
  } else {
    const auto weight = static_cast<float>(1.0 - std::exp(-(seconds - state.seconds) / m_timeConstant));
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
      state.probabilities[i] += weight * (probabilities[i] - state.probabilities[i]);
    }
  }
  state.seconds = seconds;
  return state.probabilities;
}

void ProbabilitySmoother::keepOnly(std::span<const int> ids) {
  std::erase_if(m_states,
                [&](const auto& entry) { return std::find(ids.begin(), ids.end(), entry.first) == ids.end(); });
}

} // namespace mien
