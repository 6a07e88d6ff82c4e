#include "ui/widgets/faces/face_settings_editor.h"

#include "core/face/detectors/face_model_files.h"
#include "ui/look/labels.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>

#include <filesystem>

namespace mien::ui {

FaceSettingsEditor::FaceSettingsEditor(QWidget* parent)
    : QObject(parent), m_detector(new QComboBox(parent)), m_minFaceSide(new QSpinBox(parent)),
      m_uncertainBelow(new QSpinBox(parent)), m_hint(makeMuted({}, parent)) {
  m_detector->addItem(tr("Best available"), static_cast<int>(DetectorKind::Auto));
  m_detector->addItem(tr("Haar cascade"), static_cast<int>(DetectorKind::Haar));
  m_detector->addItem(tr("YuNet"), static_cast<int>(DetectorKind::YuNet));
  m_detector->setAccessibleName(tr("Face detector"));
  m_detector->setToolTip(tr("What finds the faces. YuNet also finds turned and tilted ones; “Best available” takes it "
                            "when its file is there, else Haar."));
  m_minFaceSide->setRange(0, kMostMinFaceSide);
  m_minFaceSide->setSingleStep(10);
  m_minFaceSide->setSuffix(tr(" px"));
  m_minFaceSide->setSpecialValueText(tr("Any"));
  m_minFaceSide->setAccessibleName(tr("Smallest face in pixels"));
  m_minFaceSide->setToolTip(tr("Smaller faces are left out: little can be read in them."));
  m_uncertainBelow->setRange(0, 100);
  m_uncertainBelow->setSingleStep(5);
  m_uncertainBelow->setSuffix(tr(" %"));
  m_uncertainBelow->setAccessibleName(tr("Uncertain below this probability"));
  m_uncertainBelow->setToolTip(tr("A face whose most probable emotion is below this is called uncertain."));
  m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  for (QWidget* widget : {static_cast<QWidget*>(m_detector), static_cast<QWidget*>(m_minFaceSide),
                          static_cast<QWidget*>(m_uncertainBelow)}) {
    WheelGuard::protect(widget);
  }
  connect(m_detector, &QComboBox::currentIndexChanged, this, [this] {
    refreshHint();
    emit changed();
  });
  for (QSpinBox* box : {m_minFaceSide, m_uncertainBelow}) {
    connect(box, &QSpinBox::valueChanged, this, &FaceSettingsEditor::changed);
  }
  refreshHint();
}

FaceSettings FaceSettingsEditor::settings() const {
  return {static_cast<DetectorKind>(m_detector->currentData().toInt()), m_minFaceSide->value(),
          m_uncertainBelow->value() / 100.0};
}

void FaceSettingsEditor::setSettings(const FaceSettings& settings) {
  const QSignalBlocker detector(m_detector);
  const QSignalBlocker side(m_minFaceSide);
  const QSignalBlocker uncertain(m_uncertainBelow);
  m_detector->setCurrentIndex(m_detector->findData(static_cast<int>(settings.detector)));
  m_minFaceSide->setValue(settings.minFaceSide);
  m_uncertainBelow->setValue(qRound(settings.uncertainBelow * 100));
  refreshHint();
}

void FaceSettingsEditor::setHintAllowed(bool allowed) {
  m_hintAllowed = allowed;
  refreshHint();
}

void FaceSettingsEditor::refreshHint() {
  std::error_code ignored;
  const bool there = std::filesystem::is_regular_file(userYunetFile(), ignored);
  const DetectorKind kind = settings().detector;
  m_hint->setVisible(m_hintAllowed && !there && kind != DetectorKind::Haar);
  const QString text =
      kind == DetectorKind::YuNet
          ? tr("YuNet is not here yet. Put %1 of the OpenCV Zoo (github.com/opencv/opencv_zoo) into %2.")
          : tr("Haar looks for faces for now: YuNet finds more. Put %1 of the OpenCV Zoo "
               "(github.com/opencv/opencv_zoo) into %2.");
  m_hint->setText(text.arg(toQt(kYunetFile), toQt(userYunetFile().parent_path())));
}

} // namespace mien::ui
