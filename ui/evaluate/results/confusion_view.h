#pragma once

#include "core/data/dataset.h"
#include "core/eval/subset.h"

#include <QWidget>

#include <memory>

class QRadioButton;
class QSplitter;

namespace mien::ui {

class ConfusionChart;
class EvaluatedImageList;

/// The confusion matrix, and beside it the images of the cell that was clicked.
class ConfusionView : public QWidget {
  Q_OBJECT

public:
  explicit ConfusionView(QWidget* parent = nullptr);

  void setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);
  void setSubset(const EvaluationSubset& subset); ///< keeps the cell that is shown

  [[nodiscard]] ConfusionChart& chart() const { return *m_chart; }
  [[nodiscard]] EvaluatedImageList& images() const { return *m_images; }

private:
  void showCell(int actual, int predicted);

  std::shared_ptr<const EvaluationResult> m_result;
  EvaluationSubset m_subset;
  int m_actual = -1; ///< of the cell shown; -1: none
  int m_predicted = -1;
  ConfusionChart* m_chart;
  EvaluatedImageList* m_images;
};

} // namespace mien::ui
