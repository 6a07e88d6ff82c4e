#include "ui/predict/predict_bar.h"

#include "ui/look/icons.h"
#include "ui/models/model_picker.h"
#include "ui/text/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace mien::ui {

PredictBar::PredictBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_files(new QPushButton(icon("open"), tr("&Add Files..."))),
      m_folder(new QPushButton(icon("folder"), tr("Add a F&older..."))), m_picker(new ModelPicker(workspace)),
      m_text(new QLabel), m_progress(new QProgressBar), m_stop(new QPushButton(icon("stop"), tr("&Stop"))),
      m_resume(new QPushButton(icon("play"), tr("Analyse the &Rest"))),
      m_export(new QPushButton(icon("export"), tr("E&xport..."))) {
  m_picker->followModelInUse();
  m_picker->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
  auto* model = new QLabel(tr("Mode&l:"));
  model->setBuddy(m_picker);
  m_files->setToolTip(tr("Images and videos. You can also drop or paste them (Ctrl+V)."));
  m_progress->setAccessibleName(tr("Progress of the analysis"));
  m_progress->setTextVisible(false);
  m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 28);
  m_export->setToolTip(tr("Write the results as tables, as JSON, and as pictures with boxes and labels."));
  connect(m_files, &QPushButton::clicked, this, &PredictBar::filesRequested);
  connect(m_folder, &QPushButton::clicked, this, &PredictBar::folderRequested);
  connect(m_stop, &QPushButton::clicked, this, &PredictBar::stopped);
  connect(m_resume, &QPushButton::clicked, this, &PredictBar::resumed);
  connect(m_export, &QPushButton::clicked, this, &PredictBar::exportRequested);
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins({});
  line->addWidget(m_files);
  line->addWidget(m_folder);
  line->addSpacing(12);
  line->addWidget(model);
  line->addWidget(m_picker, 1);
  line->addStretch(1);
  line->addWidget(m_text);
  line->addWidget(m_progress);
  line->addWidget(m_stop);
  line->addWidget(m_resume);
  line->addWidget(m_export);
  setIdle(false);
  setExportable(false);
}

void PredictBar::setProgress(int done, int total, double share) {
  m_text->setText(tr("%1 of %2 analysed", "files")
                      .arg(countText(static_cast<qulonglong>(done)), countText(static_cast<qulonglong>(total))));
  m_progress->setRange(0, 1000);
  m_progress->setValue(qRound(1000 * share));
  for (QWidget* widget :
       {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_stop)}) {
    widget->show();
  }
  m_resume->hide();
}

void PredictBar::setIdle(bool somethingWaits) {
  m_text->hide();
  m_progress->hide();
  m_stop->hide();
  m_resume->setVisible(somethingWaits);
}

void PredictBar::setExportable(bool exportable) { m_export->setEnabled(exportable); }

void PredictBar::setListEmpty(bool empty) {
  for (QPushButton* button : {m_files, m_folder, m_export}) {
    button->setVisible(!empty);
  }
}

} // namespace mien::ui
