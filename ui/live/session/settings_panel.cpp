#include "ui/live/session/settings_panel.h"

#include "core/face/detectors/face_model_files.h"
#include "ui/look/labels.h"
#include "ui/text/text.h"
#include "ui/widgets/inputs/real_spin_box.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <filesystem>

namespace mien::ui {

namespace {

bool haveYunet() {
  std::error_code ignored;
  return std::filesystem::exists(userYunetFile(), ignored);
}

} // namespace

SettingsPanel::SettingsPanel(const LiveSettings& settings, QWidget* parent)
    : QWidget(parent), m_detector(new QComboBox(this)), m_detectorHelp(makeMuted(QString(), this)),
      m_detectEvery(new QSpinBox(this)), m_smoothing(new RealSpinBox(this)), m_minFaceSide(new QSpinBox(this)),
      m_uncertain(new QSpinBox(this)), m_mirrored(new QCheckBox(tr("&Mirror the picture"), this)),
      m_recordVideo(new QCheckBox(tr("Record the &pictures, too"), this)), m_otherMirrored(settings.mirrorOthers) {
  m_detector->addItem(tr("Automatic"), static_cast<int>(DetectorKind::Auto));
  m_detector->addItem(tr("Haar cascade"), static_cast<int>(DetectorKind::Haar));
  m_detector->addItem(tr("YuNet"), static_cast<int>(DetectorKind::YuNet));
  m_detector->setCurrentIndex(m_detector->findData(static_cast<int>(settings.detector)));
  m_detector->setToolTip(tr("What finds the faces. YuNet also finds turned and tilted ones."));
  m_detectorHelp->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

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
  m_minFaceSide->setRange(0, 1000);
  m_minFaceSide->setSingleStep(10);
  m_minFaceSide->setSpecialValueText(tr("Any"));
  m_minFaceSide->setSuffix(tr(" px"));
  m_minFaceSide->setValue(settings.minFaceSide);
  m_minFaceSide->setToolTip(tr("Smaller faces are left out: little can be read in them."));
  m_uncertain->setRange(0, 100);
  m_uncertain->setSingleStep(5);
  m_uncertain->setSuffix(tr(" %"));
  m_uncertain->setValue(qRound(100 * settings.uncertainBelow));
  m_uncertain->setToolTip(tr("A face whose most probable emotion is below this is called uncertain."));
  m_mirrored->setChecked(settings.mirrorCamera);
  m_mirrored->setToolTip(tr("Shows the picture as a mirror would (M). Recordings are not turned around."));
  m_recordVideo->setChecked(settings.recordVideo);
  m_recordVideo->setToolTip(tr("A recording has the figures; with this also a video with the boxes drawn in."));

  auto* form = new QFormLayout;
  form->setContentsMargins({});
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  const auto add = [form](const QString& caption, QWidget* widget, const QString& name) {
    form->addRow(caption, widget);
    widget->setAccessibleName(name);
    WheelGuard::protect(widget);
  };
  add(tr("Face &detector:"), m_detector, tr("Face detector"));
  form->addRow(m_detectorHelp);
  add(tr("Search ever&y (frames):"), m_detectEvery, tr("Look for faces every so many frames"));
  add(tr("Smoothin&g:"), m_smoothing, tr("Smoothing of the probabilities in seconds"));
  add(tr("Smallest f&ace:"), m_minFaceSide, tr("Smallest face in pixels"));
  add(tr("Uncertain &below:"), m_uncertain, tr("Uncertain below this probability"));
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(form);
  layout->addWidget(m_mirrored);
  layout->addWidget(m_recordVideo);
  layout->addStretch();

  connect(m_detector, &QComboBox::currentIndexChanged, this, &SettingsPanel::showDetectorHelp);
  connect(m_detector, &QComboBox::currentIndexChanged, this, &SettingsPanel::changed);
  connect(m_smoothing, &QDoubleSpinBox::valueChanged, this, &SettingsPanel::changed);
  for (QSpinBox* box : {m_detectEvery, m_minFaceSide, m_uncertain}) {
    connect(box, &QSpinBox::valueChanged, this, &SettingsPanel::changed);
  }
  for (QCheckBox* box : {m_mirrored, m_recordVideo}) {
    connect(box, &QCheckBox::toggled, this, &SettingsPanel::changed);
  }
  showDetectorHelp();
}

LiveSettings SettingsPanel::settings() const {
  LiveSettings settings;
  settings.detector = static_cast<DetectorKind>(m_detector->currentData().toInt());
  settings.detectEvery = m_detectEvery->value();
  settings.smoothingSeconds = m_smoothing->value();
  settings.minFaceSide = m_minFaceSide->value();
  settings.uncertainBelow = m_uncertain->value() / 100.0;
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
  showDetectorHelp(); // the file may have come in the meantime
}

void SettingsPanel::showDetectorHelp() {
  const auto kind = static_cast<DetectorKind>(m_detector->currentData().toInt());
  const bool yunet = haveYunet();
  m_detectorHelp->setVisible(kind != DetectorKind::Haar && !yunet);
  const QString folder = toQt(userYunetFile().parent_path());
  m_detectorHelp->setText(
      kind == DetectorKind::YuNet
          ? tr("YuNet is not here yet. Download %1 from the OpenCV Zoo (github.com/opencv/opencv_zoo) into %2.")
                .arg(toQt(kYunetFile), folder)
          : tr("Haar for now: YuNet finds more. Put %1 from the OpenCV Zoo (github.com/opencv/opencv_zoo) into %2.")
                .arg(toQt(kYunetFile), folder));
}

} // namespace mien::ui
