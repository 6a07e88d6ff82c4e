#include "ui/predict/video/video_presenter.h"

#include <algorithm>

namespace mien::ui {

std::optional<ImageRequest> VideoPresenter::show(const PredictEntry& entry, bool pictureGone) {
  const std::shared_ptr<const VideoResults> results = entry.results;
  if (!results || results->frames() == 0) {
    m_id = 0;
    m_results.reset();
    m_face = 0;
    m_wanted = {};
    return ImageRequest{entry.file, ImageRequest::Frame{}, nullptr, nullptr};
  }
  const bool another = m_id != entry.id || m_results != results || m_wanted.frame >= results->frames();
  const bool followsNone = another || m_face == 0;
  const int face = followsNone ? results->mainFace() : m_face;
  const bool firstFace = followsNone && m_wanted.ids.empty() && face > 0; // until now frames without one were shown
  m_chosen = m_chosen && !another;
  m_id = entry.id;
  m_results = results;
  m_face = face;
  if (another || firstFace) {
    return want(entry, std::max(0, results->firstFrameOf(face)));
  }
  return pictureGone ? want(entry, m_wanted.frame) : std::nullopt;
}

void VideoPresenter::finish(const PredictEntry& entry) {
  const bool anotherFace = entry.results && entry.results->mainFace() != m_face;
  if (anotherFace && !m_chosen) {
    m_id = 0;
  }
}

std::optional<ImageRequest> VideoPresenter::chooseFrame(const PredictEntry& entry, int frame) {
  m_chosen = true;
  return want(entry, frame);
}

std::optional<ImageRequest> VideoPresenter::want(const PredictEntry& entry, int frame) {
  if (!entry.results || frame >= entry.results->frames()) {
    return {};
  }
  m_wanted = entry.results->moment(frame);
  return ImageRequest{entry.file, ImageRequest::Frame{frame, entry.results->seconds(frame)}, m_wanted.analysis,
                      entry.model()};
}

void VideoPresenter::chooseFace(int index) {
  m_chosen = true;
  if (m_id != 0 && index >= 0 && index < static_cast<int>(m_shown.ids.size())) {
    m_face = m_shown.ids[static_cast<std::size_t>(index)];
  }
}

} // namespace mien::ui
