#pragma once

#include "ui/predict/analysis/predict_settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;
class QTimer;

namespace mien::ui {

/// The settings of the Predict page in a line, with a word on YuNet where its file is missing.
class PredictSettingsRow : public QWidget {
  Q_OBJECT

public:
  explicit PredictSettingsRow(QWidget* parent = nullptr);

  [[nodiscard]] PredictSettings settings() const;
  void setSettings(const PredictSettings& settings); ///< without a signal

signals:
  void settingsChanged(); ///< a short while after the last change

protected:
  void showEvent(QShowEvent* event) override;

private:
  void showHint();

  QComboBox* m_mode;
  QComboBox* m_detector;
  QSpinBox* m_minFace;
  QSpinBox* m_threshold;
  QLabel* m_hint;
  QTimer* m_settle;
};

} // namespace mien::ui
