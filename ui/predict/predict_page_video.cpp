#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/predict_bar.h"
#include "ui/predict/predict_page.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/image_loader.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/text.h"
#include "ui/workspace/workspace.h"

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kTimelinePeriod = 500; ///< ms between two drawings of it while a video is analysed

} // namespace

void PredictPage::onVideoUpdates(const QVector<VideoUpdate>& news) {
  m_model->advance(news);
  std::ranges::for_each(news, [this](const VideoUpdate& video) { updateClasses(video.origin); });
  showOutdated();
  const quint32 current = m_list->current();
  const bool shown = std::ranges::any_of(news, [current](const VideoUpdate& video) { return video.id == current; });
  const PredictEntry* entry = m_model->find(current);
  const bool begun = shown && entry != nullptr && entry->results != m_videoResults; // perhaps in other classes
  if (shown && (begun || !m_sinceTimeline.isValid() || m_sinceTimeline.elapsed() >= kTimelinePeriod)) {
    refreshVideo();
  }
}

void PredictPage::refreshVideo() {
  m_sinceTimeline.start();
  if (const PredictEntry* entry = m_model->find(m_list->current())) {
    showEntry(*entry);
    showVideo(*entry, /*fresh=*/false);
  }
}

void PredictPage::endVideo() {
  const PredictEntry* entry = m_model->find(m_list->current());
  const bool another = entry->results && entry->results->mainFace() != m_image->timeline().face();
  if (another && !m_videoTouched) {
    m_videoId = 0; // as if chosen now: until here it was not known which face is in view longest
  }
  refreshVideo();
}

void PredictPage::showProgress(int done, int total) {
  if (!m_job->running() || total == 0) {
    return;
  }
  const double share = (done + m_model->working()) / total;
  m_bar->setProgress(done, total, share);
  m_workspace.setActivity(
      tr("Analysing: %1 of %2", "files")
          .arg(countText(static_cast<qulonglong>(done)), countText(static_cast<qulonglong>(total))),
      share, [this] { stopAnalysis(); }, m_job);
}

void PredictPage::showVideo(const PredictEntry& entry, bool fresh) {
  const auto& results = entry.results;
  if (!results || results->frames() == 0) {
    m_videoId = 0;
    m_videoResults.reset();
    m_image->timeline().showVideo(nullptr, 0);
    m_loader->load({entry.file, ImageRequest::Frame{}, nullptr, nullptr}); // its first frame, to be looked at
    return;
  }
  VideoTimeline& timeline = m_image->timeline();
  const bool other = m_videoId != entry.id || m_videoResults != results || m_wanted.frame >= results->frames();
  const int face = other || timeline.face() == 0 ? results->mainFace() : timeline.face();
  const bool waits = other || (m_wanted.ids.empty() && timeline.face() == 0 && face > 0); // for a frame with a face
  m_videoTouched = m_videoTouched && !other;
  m_videoId = entry.id;
  m_videoResults = results;
  timeline.showVideo(results, face);
  if (waits) {
    showVideoFrame(std::max(0, results->firstFrameOf(face)));
  } else if (fresh) {
    showVideoFrame(m_wanted.frame);
  }
}

void PredictPage::showVideoFrame(int frame) {
  const PredictEntry* entry = m_model->find(m_videoId);
  if (entry == nullptr || !entry->results || frame >= entry->results->frames()) {
    return;
  }
  m_wanted = entry->results->moment(frame);
  m_image->timeline().setFrame(frame);
  m_loader->load(
      {entry->file, ImageRequest::Frame{frame, entry->results->seconds(frame)}, m_wanted.analysis, entry->model()});
}

void PredictPage::chooseFace(int face) {
  m_videoTouched = true;
  if (m_videoId != 0 && face >= 0 && face < static_cast<int>(m_moment.ids.size())) {
    const PredictEntry* entry = m_model->find(m_videoId);
    m_image->timeline().showVideo(entry->results, m_moment.ids[static_cast<std::size_t>(face)]);
  }
  showFace(face);
}

} // namespace mien::ui
