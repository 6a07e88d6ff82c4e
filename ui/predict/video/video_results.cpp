#include "ui/predict/video/video_results.h"

#include "core/face/face_crop.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace mien::ui {

int VideoMoment::indexOf(int id) const {
  const auto found = std::ranges::find(ids, id);
  return found == ids.end() ? -1 : static_cast<int>(found - ids.begin());
}

VideoResults::VideoResults(std::vector<std::string> labels, const CropFraming& framing)
    : m_classes(labels.size()), m_framing(framing), m_statistics(std::move(labels)) {}

void VideoResults::add(const FrameResult& result) {
  for (const FaceResult& face : result.faces) {
    m_faces.push_back({face.id, face.label, face.score, face.state, face.box});
    for (const auto* values : {&face.probabilities, &face.rawProbabilities}) {
      const std::size_t end = m_probabilities.size() + m_classes;
      m_probabilities.insert(m_probabilities.end(), values->begin(), values->end());
      m_probabilities.resize(end);
    }
  }
  m_frames.push_back({result.seconds, static_cast<std::uint32_t>(m_faces.size())});
  m_statistics.add(result.seconds, result.faces);
}

void VideoResults::finish(const VideoAnalysis& analysis) {
  m_analysis = analysis;
  m_summary.reset();
  if (const int id = mainFace(); id > 0) {
    const std::vector<double> means = m_statistics.faces().at(id).meanProbabilities;
    AnalyzedFace& face = m_summary.emplace();
    face.label = static_cast<int>(std::ranges::max_element(means) - means.begin());
    face.probabilities.assign(means.begin(), means.end());
  }
}

int VideoResults::frameAt(double seconds) const {
  const auto after = std::ranges::lower_bound(m_frames, seconds, {}, &FrameRow::seconds);
  if (after == m_frames.begin()) {
    return m_frames.empty() ? -1 : 0;
  }
  const auto before = std::prev(after);
  const bool later = after != m_frames.end() && after->seconds - seconds < seconds - before->seconds;
  return static_cast<int>((later ? after : before) - m_frames.begin());
}

std::pair<std::size_t, std::size_t> VideoResults::faceRange(int frame) const {
  const auto index = static_cast<std::size_t>(frame);
  return {index == 0 ? 0 : m_frames[index - 1].facesEnd, m_frames[index].facesEnd};
}

std::span<const float> VideoResults::probabilities(std::size_t face) const {
  return {m_probabilities.data() + 2 * face * m_classes, m_classes};
}

std::span<const float> VideoResults::rawProbabilities(std::size_t face) const {
  return {m_probabilities.data() + (2 * face + 1) * m_classes, m_classes};
}

std::vector<FaceResult> VideoResults::faces(int frame) const {
  std::vector<FaceResult> faces;
  const auto [begin, end] = faceRange(frame);
  for (std::size_t i = begin; i < end; ++i) {
    FaceResult& face = faces.emplace_back();
    face.id = m_faces[i].id;
    face.box = m_faces[i].box;
    face.score = m_faces[i].score;
    face.state = m_faces[i].state;
    face.label = m_faces[i].label;
    const auto values = probabilities(i);
    face.probabilities.assign(values.begin(), values.end());
    const auto raw = rawProbabilities(i);
    face.rawProbabilities.assign(raw.begin(), raw.end());
  }
  return faces;
}

VideoMoment VideoResults::moment(int frame) const {
  std::vector<FaceResult> found = faces(frame);
  std::ranges::stable_sort(found, std::greater(), [](const FaceResult& face) { return face.box.area(); });
  auto analysis = std::make_shared<ImageAnalysis>();
  VideoMoment moment;
  moment.frame = frame;
  for (FaceResult& face : found) {
    moment.ids.push_back(face.id);
    analysis->faces.push_back(
        {{face.box, face.score}, cropSquare(face.box, m_framing), face.label, std::move(face.probabilities)});
  }
  moment.analysis = std::move(analysis);
  return moment;
}

std::vector<VideoResults::Point> VideoResults::points(int id, int most) const {
  // By the face's own frames: one that was there for a moment of a long video has its points, too.
  const auto count = static_cast<std::size_t>(std::ranges::count(m_faces, id, &FaceRow::id));
  const auto limit = static_cast<std::size_t>(most);
  const std::size_t step = std::max<std::size_t>(1, (count + limit - 1) / limit);
  std::vector<Point> points;
  std::size_t seen = 0;
  for (int frame = 0; frame < frames(); ++frame) {
    const auto [begin, end] = faceRange(frame);
    for (std::size_t i = begin; i < end; ++i) {
      if (m_faces[i].id == id && seen++ % step == 0) {
        points.push_back({seconds(frame), probabilities(i)});
      }
    }
  }
  return points;
}

int VideoResults::mainFace() const {
  const auto faces = m_statistics.faces();
  const auto main = std::ranges::max_element(faces, {}, [](const auto& entry) { return entry.second.frames; });
  return main == faces.end() ? 0 : main->first;
}

int VideoResults::firstFrameOf(int id) const {
  const auto found = std::ranges::find(m_faces, id, &FaceRow::id);
  if (found == m_faces.end()) {
    return -1;
  }
  const auto face = static_cast<std::uint32_t>(found - m_faces.begin());
  return static_cast<int>(std::ranges::upper_bound(m_frames, face, {}, &FrameRow::facesEnd) - m_frames.begin());
}

} // namespace mien::ui
