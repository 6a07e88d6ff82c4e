#include "ui/window/activity_bar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/model_title.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/elided_label.h"
#include "ui/workspace/workspace.h"

#include <QDir>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace mien::ui {

namespace {

QLabel* makePicture(const char* name, QWidget* parent) {
  auto* label = new QLabel(parent);
  const auto draw = [label, name] {
    const int side = label->fontMetrics().height();
    label->setPixmap(icon(name, Theme::instance().colors().text).pixmap(QSize(side, side), label->devicePixelRatioF()));
  };
  draw();
  QObject::connect(&Theme::instance(), &Theme::changed, label, draw);
  return label;
}

} // namespace

ActivityBar::ActivityBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_data(new ElidedLabel), m_model(new ElidedLabel),
      m_activity(new ElidedLabel), m_progress(new QProgressBar), m_stop(new QToolButton) {
  m_data->setAccessibleName(tr("Open data set"));
  m_model->setAccessibleName(tr("Model in use"));
  m_activity->setAccessibleName(tr("What is running"));
  m_activity->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_progress->setTextVisible(false);
  m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 22);
  m_progress->setMaximumHeight(fontMetrics().height());
  m_progress->setAccessibleName(tr("Progress of what is running"));
  m_stop->setText(tr("Stop"));
  m_stop->setIcon(icon("stop"));
  m_stop->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_stop->setAutoRaise(true);
  m_stop->setFocusPolicy(Qt::TabFocus);
  m_stop->setAccessibleName(tr("Stop what is running"));
  connect(m_stop, &QToolButton::clicked, this, &ActivityBar::stop);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 2, 6, 2);
  layout->addWidget(makePicture("data", this));
  layout->addWidget(m_data);
  layout->addSpacing(12);
  layout->addWidget(makePicture("model", this));
  layout->addWidget(m_model);
  layout->addSpacing(12);
  layout->addWidget(m_activity, 1);
  layout->addWidget(m_progress);
  layout->addWidget(m_stop);
  setMinimumHeight(m_stop->sizeHint().height() + 4); // the same with and without the button

  connect(&m_workspace, &Workspace::datasetChanged, this, &ActivityBar::showData);
  connect(&m_workspace, &Workspace::modelChanged, this, &ActivityBar::showModel);
  connect(&m_workspace, &Workspace::activityChanged, this, &ActivityBar::showActivity);
  showData();
  showModel();
  showActivity();
}

QString ActivityBar::dataText() const { return m_data->text(); }

QString ActivityBar::modelText() const { return m_model->text(); }

QString ActivityBar::activityText() const { return m_activity->text(); }

void ActivityBar::showData() {
  const auto& dataset = m_workspace.dataset();
  m_data->setText(dataset ? tr("%1, %2", "name of the data set, its images")
                                .arg(pathText(QDir(toQt(dataset->root)).dirName()),
                                     tr("%Ln image(s)", nullptr, static_cast<int>(dataset->samples.size())))
                          : tr("No data set is open"));
  m_data->setToolTip(dataset ? pathText(dataset->root) : QString());
}

void ActivityBar::showModel() {
  const QString& file = m_workspace.modelFile();
  m_model->setText(file.isEmpty() ? tr("No model is chosen") : modelTitle(file));
  m_model->setToolTip(pathText(file));
}

void ActivityBar::showActivity() {
  const auto& activities = m_workspace.activities();
  m_progress->setVisible(!activities.empty());
  m_stop->setVisible(!activities.empty() && activities.back().stop);
  if (activities.empty()) {
    m_activity->setText(tr("Ready"));
    return;
  }
  constexpr int kSteps = 1000;
  const Activity& newest = activities.back();
  const int others = static_cast<int>(activities.size()) - 1;
  m_activity->setText(others > 0 ? tr("%1 (and %Ln more)", "a running activity", others).arg(newest.text)
                                 : newest.text);
  m_progress->setRange(0, newest.fraction < 0 ? 0 : kSteps);
  m_progress->setValue(qRound(newest.fraction * kSteps));
}

void ActivityBar::stop() {
  const auto& activities = m_workspace.activities();
  if (!activities.empty() && activities.back().stop) {
    const auto stop = activities.back().stop; // a copy: stopping may clear the list
    stop();
  }
}

} // namespace mien::ui
