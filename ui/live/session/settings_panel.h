#pragma once

#include "ui/live/session/live_settings.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QSpinBox;

namespace mien::ui {

class FaceSettingsEditor;

/// The settings of the Live page, to edit. They take effect while it runs.
class SettingsPanel : public QWidget {
  Q_OBJECT

public:
  explicit SettingsPanel(const LiveSettings& settings, QWidget* parent = nullptr);

  [[nodiscard]] LiveSettings settings() const;
  void setCamera(bool camera); ///< whether mirroring is about the camera or about other sources
  void setMirrored(bool mirrored);
  [[nodiscard]] bool mirrored() const; ///< what is watched now
  [[nodiscard]] QCheckBox& recordVideo() const { return *m_recordVideo; }

signals:
  void changed();

protected:
  void showEvent(QShowEvent* event) override;

private:
  FaceSettingsEditor* m_faces;
  QSpinBox* m_detectEvery;
  QDoubleSpinBox* m_smoothing;
  QCheckBox* m_mirrored;
  QCheckBox* m_recordVideo;
  bool m_camera = true;
  bool m_otherMirrored; ///< of the sources that mirroring is not about now
};

} // namespace mien::ui
