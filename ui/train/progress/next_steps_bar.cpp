#include "ui/train/progress/next_steps_bar.h"

#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"
#include "ui/text/qt_strings.h"

#include <QPushButton>

namespace mien::ui {

NextStepsBar::NextStepsBar(QWidget* parent)
    : NoticeBar(parent), m_resume(addButton("play", tr("Res&ume"), tr("Goes on from the last checkpoint."))),
      m_evaluate(addButton("evaluate", tr("E&valuate"), tr("Opens its best weights on the Evaluate page."))),
      m_use(addButton("model", tr("&Use It"), tr("Predict and Live name emotions with it from now on."))),
      m_try(addButton("image", tr("Tr&y on a Photo..."), tr("Uses it, and asks for an image."))) {
  const QPushButton* folder = addButton("folder", tr("Open &Folder"), tr("Shows its files."));
  connect(m_resume, &QPushButton::clicked, this, [this] { emit resumeRequested(m_folder); });
  connect(m_evaluate, &QPushButton::clicked, this, [this] { emit evaluateRequested(m_weights); });
  connect(m_use, &QPushButton::clicked, this, [this] { emit useRequested(m_weights); });
  connect(m_try, &QPushButton::clicked, this, [this] { emit tryRequested(m_weights); });
  connect(folder, &QPushButton::clicked, this, [this] { emit folderRequested(m_folder); });
}

void NextStepsBar::showRun(const RunInfo& run, TrainStatus status, bool demo) {
  m_folder = toQt(run.folder);
  m_weights = toQt(run.weights);
  m_resume->setVisible(status == TrainStatus::Stopped && run.resumable);
  for (QPushButton* button : {m_evaluate, m_use, m_try}) {
    button->setVisible(!m_weights.isEmpty());
  }
  const QString name = pathText(run.folder.filename());
  const auto epochs = static_cast<int>(run.history.size());
  const QString title =
      status == TrainStatus::Stopped
          ? tr("“%3” was stopped after %L1 of %L2 epochs.").arg(epochs).arg(run.config.epochs()).arg(name)
          : tr("“%1” is finished.").arg(name);
  QString text;
  if (const std::optional<EpochRecord> best = run.best()) {
    text = tr("Its best weights, of epoch %L1, are right on %2 of the validation images.")
               .arg(best->epoch)
               .arg(percentText(best->validAccuracy));
  }
  if (demo) {
    text +=
        QLatin1Char(' ') + tr("It learned from drawn faces, to try Mien out: on photos of people it is often wrong.");
  }
  showNotice(title, text.trimmed());
}

} // namespace mien::ui
