#pragma once

#include "core/face/detectors/face_detector.h"

#include <opencv2/core/types.hpp>

#include <span>
#include <vector>

namespace mien {

struct TrackedFace {
  int id = 0;
  cv::Rect2f box;        ///< px, where the face is at the time of the last call
  float score = 0.0F;    ///< of the last detection
  bool detected = false; ///< matched by the last call of update()
  bool missed = false;   ///< the last detection did not find it
  bool placed = false;   ///< by place(), since the last call of advance()
};

/// Gives faces an identity that lasts. Each face moves on with its velocity (an alpha-beta filter: box and velocity are
/// corrected by a share of what the detection says against the prediction); detections are then assigned to the
/// predictions by the Hungarian method (Kuhn 1955) with the cost (1 - intersection over union) + distance of the
/// centres in sides + difference in size, and none beyond a gate. Times in s must not fall. One thread.
class FaceTracker {
public:
  /// A face keeps its identity for `lostSeconds` without being found.
  explicit FaceTracker(double lostSeconds = 0.5) : m_lostSeconds(lostSeconds) {}
  void setLostSeconds(double seconds) { m_lostSeconds = seconds; }

  /// A frame in which faces were looked for.
  const std::vector<TrackedFace>& update(std::span<const Face> detections, double seconds);

  /// A frame without detection: every face moves on with its velocity.
  const std::vector<TrackedFace>& advance(double seconds);

  /// After advance(): where the picture itself says the face is.
  void place(int id, const cv::Rect2f& box);

  /// By id, those that are lost for the moment included.
  [[nodiscard]] const std::vector<TrackedFace>& faces() const { return m_faces; }

private:
  struct Motion {
    cv::Point2f velocity; ///< px/s of the centre
    cv::Rect2f corrected; ///< the box after the last correction
    double correctedAt = 0;
    double foundAt = 0;
    int detections = 0;
  };

  void predict(double seconds);
  void correct(std::size_t index, const cv::Rect2f& box, float gain, double seconds);
  void forgetLost(double seconds);

  double m_lostSeconds;
  double m_now = 0;
  int m_nextId = 1;
  std::vector<TrackedFace> m_faces;
  std::vector<Motion> m_motions; ///< one a face
};

} // namespace mien
