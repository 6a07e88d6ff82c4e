#pragma once

#include "core/session/frame_result.h"

#include <cstddef>
#include <deque>
#include <map>
#include <vector>

namespace mien {

/// The probabilities of the last seconds, face by face, of the frames that show the face (see FaceState). Memory is
/// bounded: older points go, points closer together than the resolution replace each other, and of too many faces those
/// seen longest ago go. One thread.
class EmotionTimeline {
public:
  struct Point {
    double seconds = 0; ///< FrameResult::seconds
    std::vector<float> probabilities;
  };

  /// `span` s are kept, at most one point a face every `resolution` s, at most `maxFaces` faces.
  explicit EmotionTimeline(double span = 60, double resolution = 0.05, std::size_t maxFaces = 64)
      : m_span(span), m_resolution(resolution), m_maxFaces(maxFaces) {}

  /// A time before the newest point (a source that was started again) clears the timeline first.
  void add(const FrameResult& result);
  void clear();

  [[nodiscard]] double newest() const { return m_newest; } ///< s, of the last result added, with or without faces
  [[nodiscard]] double span() const { return m_span; }
  [[nodiscard]] std::vector<int> faces() const;                  ///< by id
  [[nodiscard]] const std::deque<Point>& points(int face) const; ///< oldest first; empty for an unknown face

private:
  void dropOld();

  double m_span;
  double m_resolution;
  std::size_t m_maxFaces;
  double m_newest = 0;
  std::map<int, std::deque<Point>> m_faces;
};

} // namespace mien
