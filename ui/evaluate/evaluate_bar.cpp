#include "ui/evaluate/evaluate_bar.h"

#include "ui/look/icons.h"
#include "ui/models/model_picker.h"
#include "ui/text/label_policies.h"
#include "ui/text/number_text.h"
#include "ui/widgets/inputs/primary_button.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mien::ui {

EvaluateBar::EvaluateBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_picker(new ModelPicker(workspace, this)), m_split(new QComboBox(this)),
      m_policy(new QComboBox(this)), m_start(new PrimaryButton("evaluate", tr("&Evaluate"), this)),
      m_cancel(new QPushButton(icon("stop"), tr("Stop"), this)),
      m_export(new QPushButton(icon("export"), tr("E&xport"), this)), m_running(new QWidget(this)),
      m_progress(new QProgressBar(m_running)), m_speed(new QLabel(m_running)) {
  for (QComboBox* box : {m_split, m_policy}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(9);
  }
  m_split->setAccessibleName(tr("Images to evaluate on"));
  m_policy->setAccessibleName(tr("How votes become labels"));
  for (const LabelPolicy policy : kLabelPolicies) {
    m_policy->addItem(policyName(policy), static_cast<int>(policy));
    m_policy->setItemData(m_policy->count() - 1, policyHelp(policy), Qt::ToolTipRole);
  }
  m_export->setToolTip(tr("Write the figures, the report and all charts into the results folder."));
  m_export->setEnabled(false);
  m_progress->setAccessibleName(tr("Progress of the evaluation"));

  auto* line = new QHBoxLayout;
  const auto add = [line, this](const QString& caption, QWidget* widget, int stretch) {
    auto* label = new QLabel(caption, this);
    label->setBuddy(widget);
    line->addWidget(label);
    line->addWidget(widget, stretch);
  };
  add(tr("&Model:"), m_picker, 2);
  add(tr("&Split:"), m_split, 1);
  add(tr("&Labels:"), m_policy, 1);
  line->addWidget(m_start);
  line->addWidget(m_cancel);
  line->addWidget(m_export);

  auto* running = new QHBoxLayout(m_running);
  running->setContentsMargins({});
  running->addWidget(m_progress, 1);
  running->addWidget(m_speed);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addLayout(line);
  layout->addWidget(m_running);

  connect(m_start, &QPushButton::clicked, this, &EvaluateBar::started);
  connect(m_cancel, &QPushButton::clicked, this, &EvaluateBar::cancelled);
  connect(m_export, &QPushButton::clicked, this, &EvaluateBar::exportRequested);
  connect(m_picker, &ModelPicker::changed, this, &EvaluateBar::refresh);
  connect(m_picker, &ModelPicker::changed, this, &EvaluateBar::choiceChanged);
  for (QComboBox* box : {m_split, m_policy}) {
    connect(box, &QComboBox::currentIndexChanged, this, &EvaluateBar::choiceChanged);
  }
  connect(&workspace, &Workspace::datasetChanged, this, &EvaluateBar::refresh);
  setRunning(false);
}

void EvaluateBar::chooseSplit(Split split) {
  if (const int index = m_split->findData(static_cast<int>(split)); index >= 0) {
    m_split->setCurrentIndex(index);
  }
}

EvaluateOptions EvaluateBar::options() const {
  EvaluateOptions options;
  options.split = static_cast<Split>(m_split->currentData().toInt());
  options.policy = static_cast<LabelPolicy>(m_policy->currentData().toInt());
  return options;
}

void EvaluateBar::setRunning(bool running) {
  m_isRunning = running;
  m_running->setVisible(running);
  m_progress->setRange(0, 0);
  m_speed->clear();
  refresh();
}

void EvaluateBar::setProgress(qulonglong done, qulonglong total, double imagesPerSecond) {
  m_progress->setRange(0, static_cast<int>(total));
  m_progress->setValue(static_cast<int>(done));
  m_speed->setText(tr("%1 of %2 images, %3 per second")
                       .arg(countText(done), countText(total), QLocale().toString(imagesPerSecond, 'f', 0)));
}

void EvaluateBar::setExportable(bool exportable) { m_export->setEnabled(exportable); }

void EvaluateBar::setExporting(bool exporting) {
  m_export->setEnabled(!exporting);
  m_export->setText(exporting ? tr("Exporting…") : tr("E&xport"));
}

void EvaluateBar::refresh() {
  const QVariant chosen = m_split->currentData();
  const QSignalBlocker quiet(m_split);
  m_split->clear();
  for (int split = 0; split < kSplitCount; ++split) {
    const auto& dataset = m_workspace.dataset();
    const std::size_t images = dataset ? dataset->summary.images[static_cast<std::size_t>(split)] : 0;
    if (images > 0) {
      m_split->addItem(tr("%1 (%2)", "a split and its number of images").arg(splitTitle(split), countText(images)),
                       split);
    }
  }
  // Test images are for the last look: a model or a setting that was chosen by them has none left that it never saw.
  int index = m_split->findData(chosen.isValid() ? chosen : QVariant(static_cast<int>(Split::Valid)));
  index = index < 0 ? m_split->findData(static_cast<int>(Split::Test)) : index;
  m_split->setCurrentIndex(index < 0 ? 0 : index);

  for (QWidget* widget :
       {static_cast<QWidget*>(m_picker), static_cast<QWidget*>(m_split), static_cast<QWidget*>(m_policy)}) {
    widget->setEnabled(!m_isRunning);
  }
  m_start->setVisible(!m_isRunning);
  m_cancel->setVisible(m_isRunning);
  m_start->setEnabled(m_workspace.dataset() != nullptr && m_split->count() > 0 && !m_picker->file().isEmpty());
}

} // namespace mien::ui
