#include "ui/predict/analysis/settings_row.h"

#include "ui/widgets/faces/face_settings_editor.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

namespace mien::ui {

namespace {

constexpr int kSettleMs = 350; // so that typing 120 does not analyse everything three times

} // namespace

PredictSettingsRow::PredictSettingsRow(QWidget* parent)
    : QWidget(parent), m_mode(new QComboBox), m_faces(new FaceSettingsEditor(this)), m_settle(new QTimer(this)) {
  m_mode->addItem(tr("Photos or cropped faces"), static_cast<int>(FaceMode::Auto));
  m_mode->addItem(tr("Each image is one face"), static_cast<int>(FaceMode::Whole));
  m_mode->addItem(tr("Always look for faces"), static_cast<int>(FaceMode::Detect));
  m_mode->setToolTip(tr("By default, small square images that are filled by a face are taken as they are."));
  WheelGuard::protect(m_mode);
  for (QComboBox* box : {m_mode, &m_faces->detector()}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  }
  m_mode->setAccessibleName(tr("Images"));
  m_mode->setMinimumContentsLength(14);
  m_faces->detector().setMinimumContentsLength(9);
  m_settle->setSingleShot(true);
  m_settle->setInterval(kSettleMs);

  auto* line = new QHBoxLayout;
  const auto add = [line](const QString& caption, QWidget* widget, int stretch) {
    auto* label = new QLabel(caption);
    label->setBuddy(widget);
    line->addWidget(label);
    line->addWidget(widget, stretch);
    line->addSpacing(6);
  };
  add(tr("I&mages:"), m_mode, 2);
  add(tr("&Detector:"), &m_faces->detector(), 1);
  add(tr("Smallest &face:"), &m_faces->minFaceSide(), 0);
  add(tr("&Uncertain below:"), &m_faces->uncertainBelow(), 0);
  line->addStretch(1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addLayout(line);
  layout->addWidget(&m_faces->hint());

  connect(m_settle, &QTimer::timeout, this, &PredictSettingsRow::settingsChanged);
  connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
    m_faces->setHintAllowed(settings().mode != FaceMode::Whole);
    m_settle->start();
  });
  connect(m_faces, &FaceSettingsEditor::changed, m_settle, qOverload<>(&QTimer::start));
}

PredictSettings PredictSettingsRow::settings() const {
  return {m_faces->settings(), static_cast<FaceMode>(m_mode->currentData().toInt())};
}

void PredictSettingsRow::setSettings(const PredictSettings& settings) {
  const QSignalBlocker mode(m_mode);
  m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(settings.mode)));
  m_faces->setSettings(settings);
  m_faces->setHintAllowed(settings.mode != FaceMode::Whole);
}

void PredictSettingsRow::showEvent(QShowEvent* event) {
  m_faces->refreshHint();
  QWidget::showEvent(event);
}

} // namespace mien::ui
