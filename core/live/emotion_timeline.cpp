#include "core/live/emotion_timeline.h"

#include <algorithm>

namespace mien {

void EmotionTimeline::add(const FrameResult& result) {
  if (result.seconds < m_newest) {
    clear();
  }
  m_newest = result.seconds;
  for (const FaceResult& face : result.faces) {
    if (face.state == FaceState::Held) {
      continue;
    }
    std::deque<Point>& points = m_faces[face.id];
    // Measured from the point before the last: otherwise a fast source would put off the next point for ever.
    if (points.size() > 1 && result.seconds - points[points.size() - 2].seconds < m_resolution) {
      points.back() = {result.seconds, face.probabilities};
    } else {
      points.push_back({result.seconds, face.probabilities});
    }
  }
  dropOld();
}

void EmotionTimeline::clear() {
  m_faces.clear();
  m_newest = 0;
}

std::vector<int> EmotionTimeline::faces() const {
  std::vector<int> ids;
  for (const auto& entry : m_faces) {
    ids.push_back(entry.first);
  }
  return ids;
}

const std::deque<EmotionTimeline::Point>& EmotionTimeline::points(int face) const {
  static const std::deque<Point> kNone;
  const auto found = m_faces.find(face);
  return found == m_faces.end() ? kNone : found->second;
}

void EmotionTimeline::dropOld() {
  for (auto& entry : m_faces) {
    std::deque<Point>& points = entry.second;
    while (!points.empty() && points.front().seconds < m_newest - m_span) {
      points.pop_front();
    }
  }
  std::erase_if(m_faces, [](const auto& entry) { return entry.second.empty(); });
  while (m_faces.size() > m_maxFaces) {
    m_faces.erase(std::min_element(m_faces.begin(), m_faces.end(), [](const auto& a, const auto& b) {
      return a.second.back().seconds < b.second.back().seconds;
    }));
  }
}

} // namespace mien
