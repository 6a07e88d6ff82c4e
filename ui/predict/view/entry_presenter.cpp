#include "ui/predict/view/entry_presenter.h"

#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/image_loader.h"
#include "ui/predict/view/image_panel.h"

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kTimelinePeriod = 500; ///< ms between two drawings of it while a video is analysed

} // namespace

EntryPresenter::EntryPresenter(const PredictEntryListModel& entries, ImagePanel& image, FacePanel& face,
                               QObject* parent)
    : QObject(parent), m_entries(entries), m_image(image), m_face(face), m_loader(new ImageLoader(this)) {
  connect(m_loader, &ImageLoader::loaded, this, &EntryPresenter::onImageLoaded);
  connect(m_loader, &ImageLoader::searching, &image, &ImagePanel::showSearch);
  connect(m_loader, &ImageLoader::explained, this, [this](int index, const Heatmap& map) {
    if (index == m_image.face()) {
      m_face.setHeatmap(map);
    }
  });
  connect(m_loader, &ImageLoader::notExplained, &face, &FacePanel::setExplanationProblem);
  connect(&image, &ImagePanel::faceChosen, this, &EntryPresenter::chooseFace);
  connect(&image, &ImagePanel::frameChosen, this, &EntryPresenter::chooseFrame);
  connect(&face, &FacePanel::explanationWanted, this, [this](int label) { m_loader->explain(m_image.face(), label); });
}

void EntryPresenter::show(quint32 id) {
  m_id = id;
  m_shown.reset();
  m_crops.clear();
  m_face.clear();
  const PredictEntry* entry = m_entries.find(id);
  if (entry == nullptr) {
    m_loader->clear();
    m_image.clear();
    return;
  }
  showTexts(*entry);
  if (entry->state == PredictEntry::State::Failed) {
    m_loader->clear();
  } else if (entry->video) {
    showVideo(*entry, /*pictureGone=*/true);
  } else {
    m_video.leave();
    m_loader->load({entry->file, {}, entry->analysis, entry->model()});
  }
}

void EntryPresenter::showTexts() {
  if (const PredictEntry* entry = m_entries.find(m_id)) {
    showTexts(*entry);
  }
}

void EntryPresenter::showTexts(const PredictEntry& entry) {
  const PredictionFormatter formatter = m_entries.formatterFor(entry);
  m_image.setFormatter(formatter);
  m_face.setFormatter(formatter);
  m_image.showEntry(entry);
}

void EntryPresenter::advance(const QVector<VideoUpdate>& updates) {
  const PredictEntry* entry = m_entries.find(m_id);
  const bool shown = std::ranges::find(updates, m_id, &VideoUpdate::id) != updates.end();
  if (!shown || entry == nullptr) {
    return;
  }
  const bool begun = entry->results != m_video.results(); // perhaps in other classes
  if (begun || !m_sinceTimeline.isValid() || m_sinceTimeline.elapsed() >= kTimelinePeriod) {
    showMoreOfVideo();
  }
}

void EntryPresenter::takeOutcomes(const QVector<PredictOutcome>& outcomes) {
  for (const PredictOutcome& outcome : outcomes) {
    if (outcome.id != m_id) {
      continue;
    }
    const PredictEntry* entry = m_entries.find(m_id);
    if (outcome.video && entry != nullptr) {
      m_video.finish(*entry);
      showMoreOfVideo();
    } else {
      show(m_id);
    }
  }
}

void EntryPresenter::showMoreOfVideo() {
  m_sinceTimeline.start();
  if (const PredictEntry* entry = m_entries.find(m_id)) {
    showTexts(*entry);
    showVideo(*entry, /*pictureGone=*/false);
  }
}

void EntryPresenter::showVideo(const PredictEntry& entry, bool pictureGone) {
  const std::optional<ImageRequest> wanted = m_video.show(entry, pictureGone);
  m_image.showVideo(m_video.results(), m_video.face());
  if (wanted) {
    m_image.setFrame(m_video.frame());
    m_loader->load(*wanted);
  }
}

void EntryPresenter::chooseFrame(int frame) {
  const PredictEntry* entry = m_entries.find(m_video.id());
  if (entry == nullptr) {
    return;
  }
  if (const std::optional<ImageRequest> wanted = m_video.chooseFrame(*entry, frame)) {
    m_image.setFrame(m_video.frame());
    m_loader->load(*wanted);
  }
}

void EntryPresenter::chooseFace(int index) {
  m_video.chooseFace(index);
  if (m_video.id() != 0) {
    m_image.showVideo(m_video.results(), m_video.face());
  }
  showFace(index);
}

void EntryPresenter::onImageLoaded(const LoadedImage& image) {
  m_image.setPicture(image);
  m_shown = image.analysis;
  m_crops = image.crops;
  if (m_video.id() != 0) {
    m_video.setPictureShown();
    m_image.setFace(m_video.faceIndex());
  }
  showFace(m_image.face());
}

void EntryPresenter::showFace(int index) {
  if (index < 0 || index >= static_cast<int>(m_crops.size())) {
    m_face.clear();
    return;
  }
  const auto face = static_cast<std::size_t>(index);
  const auto count = static_cast<int>(m_crops.size());
  QString which = count > 1 ? tr("Face %L1 of %L2").arg(index + 1).arg(count) : QString();
  if (m_video.id() != 0) {
    which = tr("Face %L1", "number in a video").arg(m_video.shown().ids[face]);
  }
  m_face.showFace(m_shown->faces[face], which, m_crops[face]);
}

} // namespace mien::ui
