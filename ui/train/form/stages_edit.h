#pragma once

#include "core/train/train_config.h"

#include <QWidget>

#include <vector>

class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace mien::ui {

/// Edits the stages of a training: so many epochs at such a size, one stage under the other.
class StagesEdit : public QWidget {
  Q_OBJECT

public:
  explicit StagesEdit(QWidget* parent = nullptr);

  [[nodiscard]] std::vector<SizeStage> stages() const;
  void setStages(const std::vector<SizeStage>& stages); ///< no changed()

signals:
  void changed(); ///< by the user

private:
  struct Row {
    QWidget* widget;
    QSpinBox* size;
    QSpinBox* epochs;
    QToolButton* remove;
  };

  void addRow(const SizeStage& stage);
  void removeRow(const QWidget* widget);
  void nameRows();

  std::vector<Row> m_rows;
  QVBoxLayout* m_layout;
};

} // namespace mien::ui
