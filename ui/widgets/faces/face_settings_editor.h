#pragma once

#include "ui/widgets/faces/face_settings.h"

#include <QObject>

class QComboBox;
class QLabel;
class QSpinBox;

namespace mien::ui {

/// The widgets in which FaceSettings are edited, for a page to lay out, with a word on YuNet where its file is missing.
class FaceSettingsEditor : public QObject {
  Q_OBJECT

public:
  explicit FaceSettingsEditor(QWidget* parent); ///< which the widgets are of

  [[nodiscard]] FaceSettings settings() const;
  void setSettings(const FaceSettings& settings); ///< without a signal
  void setHintAllowed(bool allowed);              ///< false: no face is looked for, so the hint is of no use
  void refreshHint();                             ///< the file may have come or gone

  [[nodiscard]] QComboBox& detector() const { return *m_detector; }
  [[nodiscard]] QSpinBox& minFaceSide() const { return *m_minFaceSide; }
  [[nodiscard]] QSpinBox& uncertainBelow() const { return *m_uncertainBelow; } ///< %
  [[nodiscard]] QLabel& hint() const { return *m_hint; }

signals:
  void changed(); ///< by the user

private:
  QComboBox* m_detector;
  QSpinBox* m_minFaceSide;
  QSpinBox* m_uncertainBelow;
  QLabel* m_hint;
  bool m_hintAllowed = true;
};

} // namespace mien::ui
