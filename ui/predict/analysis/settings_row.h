#pragma once

#include "ui/predict/analysis/predict_settings.h"

#include <QWidget>

class QComboBox;
class QTimer;

namespace mien::ui {

class FaceSettingsEditor;

/// The settings of the Predict page in a line, with a word on YuNet where its file is missing.
class PredictSettingsRow : public QWidget {
  Q_OBJECT

public:
  explicit PredictSettingsRow(QWidget* parent = nullptr);

  [[nodiscard]] PredictSettings settings() const;
  void setSettings(const PredictSettings& settings); ///< without a signal

  [[nodiscard]] QComboBox& mode() const { return *m_mode; }
  [[nodiscard]] FaceSettingsEditor& faces() const { return *m_faces; }

signals:
  void settingsChanged(); ///< a short while after the last change

protected:
  void showEvent(QShowEvent* event) override;

private:
  QComboBox* m_mode;
  FaceSettingsEditor* m_faces;
  QTimer* m_settle;
};

} // namespace mien::ui
