#include "ui/live/session/settings_panel.h"

#include "ui/widgets/faces/face_settings_editor.h"
#include "ui/widgets/inputs/real_spin_box.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace mien::ui {

SettingsPanel::SettingsPanel(const LiveSettings& settings, QWidget* parent)
    : QWidget(parent), m_faces(new FaceSettingsEditor(this)), m_detectEvery(new QSpinBox(this)),
      m_smoothing(new RealSpinBox(this)), m_mirrored(new QCheckBox(tr("&Mirror the picture"), this)),
      m_recordVideo(new QCheckBox(tr("Record the &pictures, too"), this)), m_otherMirrored(settings.mirrorOthers) {
  m_faces->setSettings(settings);
  m_detectEvery->setRange(0, 30);
  m_detectEvery->setSpecialValueText(tr("Automatic"));
  m_detectEvery->setValue(settings.detectEvery);
  m_detectEvery->setToolTip(tr("Faces are looked for in every frame, or followed from one search to the next. "
                               "Fewer searches leave more time for the emotions."));
  m_smoothing->setRange(0, 5);
  m_smoothing->setSingleStep(0.1);
  m_smoothing->setDecimals(1);
  m_smoothing->setSpecialValueText(tr("Off"));
  m_smoothing->setSuffix(tr(" s"));
  m_smoothing->setValue(settings.smoothingSeconds);
  m_smoothing->setToolTip(tr("How slowly the shown probabilities follow those of the single pictures."));
  m_mirrored->setChecked(settings.mirrorCamera);
  m_mirrored->setToolTip(tr("Shows the picture as a mirror would (M). Recordings are not turned around."));
  m_recordVideo->setChecked(settings.recordVideo);
  m_recordVideo->setToolTip(tr("A recording has the figures; with this also a video with the boxes drawn in."));

  auto* form = new QFormLayout;
  form->setContentsMargins({});
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  const auto add = [form](const QString& caption, QWidget* widget) {
    form->addRow(caption, widget);
    WheelGuard::protect(widget);
  };
  m_detectEvery->setAccessibleName(tr("Look for faces every so many frames"));
  m_smoothing->setAccessibleName(tr("Smoothing of the probabilities in seconds"));
  form->addRow(tr("Face &detector:"), &m_faces->detector());
  form->addRow(&m_faces->hint());
  add(tr("Search ever&y (frames):"), m_detectEvery);
  add(tr("Smoothin&g:"), m_smoothing);
  form->addRow(tr("Smallest f&ace:"), &m_faces->minFaceSide());
  form->addRow(tr("Uncertain &below:"), &m_faces->uncertainBelow());
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(form);
  layout->addWidget(m_mirrored);
  layout->addWidget(m_recordVideo);
  layout->addStretch();

  connect(m_faces, &FaceSettingsEditor::changed, this, &SettingsPanel::changed);
  connect(m_smoothing, &QDoubleSpinBox::valueChanged, this, &SettingsPanel::changed);
  connect(m_detectEvery, &QSpinBox::valueChanged, this, &SettingsPanel::changed);
  for (QCheckBox* box : {m_mirrored, m_recordVideo}) {
    connect(box, &QCheckBox::toggled, this, &SettingsPanel::changed);
  }
}

LiveSettings SettingsPanel::settings() const {
  LiveSettings settings;
  static_cast<FaceSettings&>(settings) = m_faces->settings();
  settings.detectEvery = m_detectEvery->value();
  settings.smoothingSeconds = m_smoothing->value();
  settings.mirrorCamera = m_camera ? m_mirrored->isChecked() : m_otherMirrored;
  settings.mirrorOthers = m_camera ? m_otherMirrored : m_mirrored->isChecked();
  settings.recordVideo = m_recordVideo->isChecked();
  return settings;
}

void SettingsPanel::setCamera(bool camera) {
  if (camera != m_camera) {
    const bool other = m_otherMirrored;
    m_camera = camera;
    m_otherMirrored = m_mirrored->isChecked();
    const QSignalBlocker blocker(m_mirrored);
    m_mirrored->setChecked(other);
  }
}

bool SettingsPanel::mirrored() const { return m_mirrored->isChecked(); }

void SettingsPanel::setMirrored(bool mirrored) { m_mirrored->setChecked(mirrored); }

void SettingsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_faces->refreshHint(); // the file may have come in the meantime
}

} // namespace mien::ui
