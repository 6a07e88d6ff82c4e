#pragma once

#include "core/session/frame_result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace mien {

/// Adds up a session or an analysed video, face by face. Held faces (see FaceState) do not count: nobody saw them. One
/// thread.
class SessionStatistics {
public:
  struct FaceTotals {
    double first = 0; ///< s, of the first and of the last frame that shows it
    double last = 0;
    double until = 0; ///< s, of the frame after that, which no longer shows it; of the very last: one interval later
    std::size_t frames = 0;                ///< that show it
    std::vector<double> meanProbabilities; ///< one a label, of the smoothed ones over its frames
    std::vector<double> mostProbable;      ///< share of its frames, one a label
  };

  explicit SessionStatistics(std::vector<std::string> labels) : m_labels(std::move(labels)) {}

  /// A frame at its time, s.
  void add(double seconds, std::span<const FaceResult> faces);

  [[nodiscard]] std::size_t frames() const { return m_frames; }
  [[nodiscard]] std::size_t faceCount() const { return m_faces.size(); }
  [[nodiscard]] std::map<int, FaceTotals> faces() const; ///< by id

  /// {"seconds": of the last frame, "frames", "frames_with_faces", "labels", "faces": [{"face", "first", "last",
  /// "until", "frames", "mean_probability": {label: p}, "most_probable": {label: share}}]}, times as the table has
  /// them.
  [[nodiscard]] nlohmann::ordered_json json() const;

private:
  std::vector<std::string> m_labels;
  double m_seconds = 0;  ///< of the newest frame
  double m_interval = 0; ///< between it and the one before
  std::size_t m_frames = 0;
  std::size_t m_framesWithFace = 0;
  std::map<int, FaceTotals> m_faces; ///< sums, not means
  std::vector<int> m_shown;          ///< by the newest frame
};

} // namespace mien
