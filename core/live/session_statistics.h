#pragma once

#include "core/live/live_result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace mien {

/// Adds up a session or an analysed video, face by face. One thread.
class SessionStatistics {
public:
  struct FaceTotals {
    double first = 0; ///< s, when it was seen first and last
    double last = 0;
    std::size_t frames = 0;
    std::vector<double> meanProbabilities; ///< one a label, over its frames
    std::vector<double> mostProbable;      ///< share of its frames, one a label
  };

  explicit SessionStatistics(std::vector<std::string> labels) : m_labels(std::move(labels)) {}

  void add(double seconds, std::span<const LiveFace> faces);

  [[nodiscard]] std::size_t frames() const { return m_frames; }
  [[nodiscard]] std::size_t faceCount() const { return m_faces.size(); }
  [[nodiscard]] std::map<int, FaceTotals> faces() const; ///< by id

  /// {"seconds", "frames", "frames_with_faces", "labels", "faces": [{"face", "first", "last", "frames",
  /// "mean_probability": {label: p}, "most_probable": {label: share}}]}
  [[nodiscard]] nlohmann::ordered_json json() const;

private:
  std::vector<std::string> m_labels;
  double m_seconds = 0;
  std::size_t m_frames = 0;
  std::size_t m_framesWithFace = 0;
  std::map<int, FaceTotals> m_faces; ///< sums, not means
};

} // namespace mien
