#include "ui/predict/analysis/settings_row.h"

#include "core/face/detectors/face_model_files.h"
#include "ui/look/labels.h"
#include "ui/text/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

#include <filesystem>

namespace mien::ui {

namespace {

constexpr int kSettleMs = 350; // so that typing 120 does not analyse everything three times

} // namespace

PredictSettingsRow::PredictSettingsRow(QWidget* parent)
    : QWidget(parent), m_mode(new QComboBox), m_detector(new QComboBox), m_minFace(new QSpinBox),
      m_threshold(new QSpinBox), m_hint(makeMuted({})), m_settle(new QTimer(this)) {
  m_mode->addItem(tr("Photos or cropped faces"), static_cast<int>(FaceMode::Auto));
  m_mode->addItem(tr("Each image is one face"), static_cast<int>(FaceMode::Whole));
  m_mode->addItem(tr("Always look for faces"), static_cast<int>(FaceMode::Detect));
  m_mode->setToolTip(tr("By default, small square images that are filled by a face are taken as they are."));
  m_detector->addItem(tr("Best available"), static_cast<int>(DetectorKind::Auto));
  m_detector->addItem(tr("Haar"), static_cast<int>(DetectorKind::Haar));
  m_detector->addItem(tr("YuNet"), static_cast<int>(DetectorKind::YuNet));
  m_detector->setToolTip(tr("Best available: YuNet when its file is there, else Haar."));
  m_minFace->setRange(0, 2000);
  m_minFace->setSingleStep(8);
  m_minFace->setSuffix(tr(" px"));
  m_minFace->setSpecialValueText(tr("any"));
  m_minFace->setToolTip(tr("Faces whose side is shorter are left out."));
  m_threshold->setRange(0, 100);
  m_threshold->setSingleStep(5);
  m_threshold->setSuffix(tr(" %"));
  m_threshold->setToolTip(tr("When the most probable emotion has less than this, the result is shown as uncertain."));
  for (QComboBox* box : {m_mode, m_detector}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  }
  m_mode->setMinimumContentsLength(14);
  m_detector->setMinimumContentsLength(9);
  m_settle->setSingleShot(true);
  m_settle->setInterval(kSettleMs);
  m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);

  auto* line = new QHBoxLayout;
  const auto add = [line](const QString& caption, QWidget* widget, int stretch) {
    auto* label = new QLabel(caption);
    label->setBuddy(widget);
    widget->setAccessibleName(QString(caption).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
    line->addWidget(label);
    line->addWidget(widget, stretch);
    line->addSpacing(6);
  };
  add(tr("I&mages:"), m_mode, 2);
  add(tr("&Detector:"), m_detector, 1);
  add(tr("Smallest &face:"), m_minFace, 0);
  add(tr("&Uncertain below:"), m_threshold, 0);
  line->addStretch(1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addLayout(line);
  layout->addWidget(m_hint);

  connect(m_settle, &QTimer::timeout, this, &PredictSettingsRow::settingsChanged);
  for (QComboBox* box : {m_mode, m_detector}) {
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
      showHint();
      m_settle->start();
    });
  }
  for (QSpinBox* box : {m_minFace, m_threshold}) {
    connect(box, &QSpinBox::valueChanged, m_settle, qOverload<>(&QTimer::start));
  }
  showHint();
}

PredictSettings PredictSettingsRow::settings() const {
  PredictSettings settings;
  settings.mode = static_cast<FaceMode>(m_mode->currentData().toInt());
  settings.detector = static_cast<DetectorKind>(m_detector->currentData().toInt());
  settings.minFaceSide = m_minFace->value();
  settings.threshold = m_threshold->value() / 100.0;
  return settings;
}

void PredictSettingsRow::setSettings(const PredictSettings& settings) {
  const QSignalBlocker mode(m_mode);
  const QSignalBlocker detector(m_detector);
  const QSignalBlocker minFace(m_minFace);
  const QSignalBlocker threshold(m_threshold);
  m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(settings.mode)));
  m_detector->setCurrentIndex(m_detector->findData(static_cast<int>(settings.detector)));
  m_minFace->setValue(settings.minFaceSide);
  m_threshold->setValue(qRound(settings.threshold * 100));
  showHint();
}

void PredictSettingsRow::showEvent(QShowEvent* event) {
  showHint(); // the file may have come or gone
  QWidget::showEvent(event);
}

void PredictSettingsRow::showHint() {
  std::error_code ignored;
  const bool there = std::filesystem::is_regular_file(userYunetFile(), ignored);
  const PredictSettings now = settings();
  m_hint->setVisible(!there && now.mode != FaceMode::Whole && now.detector != DetectorKind::Haar);
  m_hint->setText(
      tr("YuNet is a small network that also finds faces from the side. To use it, put %1 of the OpenCV zoo "
         "into %2; until then Haar looks for faces.")
          .arg(QString::fromLatin1(kYunetFile), toQt(userYunetFile().parent_path())));
}

} // namespace mien::ui
