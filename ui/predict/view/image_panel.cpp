#include "ui/predict/view/image_panel.h"

#include "core/live/video_analysis.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/text/note_text.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/notice_bar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mien::ui {

ImagePanel::ImagePanel(QWidget* parent)
    : QWidget(parent), m_header(new QWidget), m_name(new ElidedLabel), m_facts(makeMuted({})), m_notice(new NoticeBar),
      m_whole(m_notice->addButton("image", tr("Analyse as &Whole Image"),
                                  tr("Takes the image as one face that fills it."))),
      m_hint(makeMuted(tr("Choose an image or video on the left."))), m_canvas(new FaceCanvas),
      m_timeline(new VideoTimeline) {
  m_name->setFont(scaledFont(*m_name, 1.1, QFont::DemiBold));
  m_facts->setWordWrap(false);
  m_hint->setAlignment(Qt::AlignCenter);
  auto* copy = new QToolButton;
  copy->setIcon(icon("copy"));
  copy->setAutoRaise(true);
  copy->setToolTip(tr("Copy the result as text (Ctrl+C)"));
  copy->setAccessibleName(tr("Copy the result as text"));
  connect(copy, &QToolButton::clicked, this, &ImagePanel::copyRequested);
  connect(m_whole, &QPushButton::clicked, this, &ImagePanel::wholeRequested);
  connect(m_canvas, &FaceCanvas::faceChosen, this, &ImagePanel::faceChosen);
  connect(m_timeline, &VideoTimeline::frameChosen, this, &ImagePanel::frameChosen);
  connect(m_timeline, &VideoTimeline::failed, this, &ImagePanel::chartFailed);

  auto* header = new QHBoxLayout(m_header);
  header->setContentsMargins({});
  header->addWidget(m_name, 1);
  header->addWidget(m_facts);
  header->addWidget(copy);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_header);
  layout->addWidget(m_notice);
  layout->addWidget(m_hint, 1);
  layout->addWidget(m_canvas, 3);
  layout->addWidget(m_timeline, 1);
  layout->addStretch(0); // keeps the notice at the top while there is no picture
  clear();
}

void ImagePanel::setFormatter(const PredictionFormatter& words) {
  if (!std::ranges::equal(words.classes, m_formatter.classes, {}, &ClassLabel::name, &ClassLabel::name)) {
    m_canvas->setImage({}, 1, nullptr); // they show answers in the classes of before
    m_timeline->showVideo(nullptr, 0);
  }
  m_formatter = words;
  m_canvas->setFormatter(words);
  m_timeline->setClasses(words.classes);
  showTexts();
}

void ImagePanel::showEntry(const PredictEntry& entry) {
  const bool same = m_entry && m_entry->id == entry.id;
  m_entry = entry;
  const bool without = entry.video ? entry.results == nullptr : entry.analysis == nullptr; // its classes may be others
  if (!same || without || entry.state == PredictEntry::State::Failed) {
    m_canvas->setImage({}, 1, nullptr);
  }
  m_hint->hide();
  m_header->show();
  m_canvas->setVisible(entry.state != PredictEntry::State::Failed);
  m_timeline->setVisible(entry.results && entry.results->statistics().faceCount() > 0);
  showTexts();
}

void ImagePanel::showSearch(double share) {
  m_searching = true;
  showNotice(tr("Looking for the frame..."),
             tr("The video is gone through once to find its frames: %1.").arg(percentText(share, 0)), false);
}

void ImagePanel::setPicture(const LoadedImage& image) {
  if (std::exchange(m_searching, false)) {
    showTexts();
  }
  m_canvas->setImage(image.picture, image.scale, image.analysis);
  if (!image.problem.isEmpty() && m_entry && m_entry->state != PredictEntry::State::Failed) {
    showNotice(m_entry->video ? tr("This video can no longer be read.") : tr("This image can no longer be read."),
               image.problem, false);
  }
}

void ImagePanel::setFace(int face) { m_canvas->setFace(face); }

int ImagePanel::face() const { return m_canvas->face(); }

void ImagePanel::showVideo(std::shared_ptr<const VideoResults> results, int face) {
  m_timeline->showVideo(std::move(results), face);
}

void ImagePanel::setFrame(int frame) { m_timeline->setFrame(frame); }

void ImagePanel::clear() {
  m_entry.reset();
  m_header->hide();
  m_notice->clear();
  m_canvas->hide();
  m_timeline->hide();
  m_canvas->setImage({}, 1, nullptr);
  m_hint->show();
}

QString ImagePanel::notice() const { return m_notice->title(); }

void ImagePanel::showNotice(const QString& title, const QString& text, bool offersWhole) {
  m_whole->setVisible(offersWhole);
  m_notice->showNotice(title, text);
}

void ImagePanel::showTexts() {
  if (!m_entry) {
    return;
  }
  m_name->setText(m_formatter.name(*m_entry));
  const QString faces = m_formatter.faces(*m_entry);
  const QString size = m_entry->size.isEmpty()
                           ? QString()
                           : tr("%L1 × %L2 px", "width, height").arg(m_entry->size.width()).arg(m_entry->size.height());
  if (faces.isEmpty() || size.isEmpty()) {
    m_facts->setText(faces.isEmpty() ? size : faces);
  } else {
    m_facts->setText(tr("%1, %2", "size of an image, its faces").arg(size, faces));
  }
  showState(*m_entry);
}

void ImagePanel::showState(const PredictEntry& entry) {
  if (entry.finished() && !entry.problem.isEmpty()) {
    showNotice(entry.video ? tr("This video could not be analysed again.")
                           : tr("This image could not be analysed again."),
               tr("The result of before is kept. %1", "why").arg(entry.problem), false);
    return;
  }
  if (entry.finished() && entry.video && !entry.results->analysis().unreadable.empty()) {
    QStringList parts;
    for (const TimeInterval& part : entry.results->analysis().unreadable) {
      parts << tr("%1 to %2 s", "a part of a video").arg(secondsText(part.from), secondsText(part.to));
    }
    constexpr qsizetype kNamed = 4;
    if (const auto more = static_cast<int>(parts.size() - kNamed); more > 0) {
      parts = parts.first(kNamed) << tr("and %Ln more", "parts of a video", more);
    }
    showNotice(tr("Parts of this video cannot be read."),
               tr("Unreadable and left out: %1.").arg(parts.join(tr(", ", "between parts of a video"))), false);
    return;
  }
  switch (entry.state) {
  case PredictEntry::State::NoFace:
    if (entry.video) {
      showNotice(tr("No face was found in this video."),
                 tr("Another detector or a smaller smallest face may find some."), false);
    } else {
      const QString hint =
          tr("If the image is a face that fills it, it can be analysed as a whole. Another detector or "
             "a smaller smallest face may find more.");
      showNotice(tr("No face was found."), entry.notes.empty() ? hint : noteTexts(entry.notes) + u'\n' + hint,
                 !showsNothing(entry.notes));
    }
    break;
  case PredictEntry::State::Failed:
    showNotice(entry.video ? tr("This video cannot be analysed.") : tr("This image cannot be analysed."), entry.problem,
               false);
    break;
  case PredictEntry::State::Waiting:
    if (entry.results) {
      showNotice(tr("The analysis of this video was stopped."),
                 tr("What is shown was found until then. Analyse the Rest begins again."), false);
    } else {
      showNotice(entry.video ? tr("This video has not been analysed yet.")
                             : tr("This image has not been analysed yet."),
                 tr("Its faces are shown as soon as it has been."), false);
    }
    break;
  case PredictEntry::State::Done:
    if (!entry.notes.empty()) {
      showNotice(tr("About this image"), noteTexts(entry.notes), false);
      break;
    }
    [[fallthrough]];
  case PredictEntry::State::Working:
    m_notice->clear();
    break;
  }
}

} // namespace mien::ui
