#pragma once

#include <map>
#include <span>
#include <vector>

namespace mien {

/// First-order low-pass over time, one state a face: s += (1 - exp(-dt / T)) (p - s). The weight depends on the time
/// that passed, so the answer does not depend on the frame rate. One thread.
class ProbabilitySmoother {
public:
  /// T in s; 0 hands every input through.
  void setTimeConstant(double seconds) { m_timeConstant = seconds; }

  /// Takes in the probabilities of face `id` at `seconds` and returns the smoothed ones, which sum to what the inputs
  /// sum to. The first input of a face is its first state.
  const std::vector<float>& update(int id, std::span<const float> probabilities, double seconds);

  /// Drops every face that is not in `ids`.
  void keepOnly(std::span<const int> ids);

private:
  struct State {
    std::vector<float> probabilities;
    double seconds = 0;
  };
  double m_timeConstant = 0.4;
  std::map<int, State> m_states;
};

} // namespace mien
