#pragma once

#include "core/model/model_hints.h"
#include "core/model/model_info.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace mien::ui {

/// Asks for what a weights file does not say of its model: the order of its labels, its input size, its normalisation.
class DescribeModelDialog : public QDialog {
  Q_OBJECT

public:
  /// Begins with what is assumed now.
  DescribeModelDialog(const QString& title, const ModelInfo& info, QWidget* parent = nullptr);

  [[nodiscard]] ModelHints hints() const; ///< after it was accepted

private:
  void checkLabels();

  QComboBox* m_orders;
  QLineEdit* m_labels;
  QLabel* m_problem;
  QSpinBox* m_size;
  QDoubleSpinBox* m_mean;
  QDoubleSpinBox* m_deviation;
  QPushButton* m_ok;
  std::size_t m_outputs;
};

} // namespace mien::ui
