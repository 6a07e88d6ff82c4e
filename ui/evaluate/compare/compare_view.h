#pragma once

#include "core/data/dataset.h"
#include "core/eval/evaluator.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace mien::ui {

class EvaluatedImageList;
class ModelPicker;
class Workspace;

/// A second model beside the first: the differences in every figure, and the images on which the two disagree.
class CompareView : public QWidget {
  Q_OBJECT

public:
  explicit CompareView(Workspace& workspace, QWidget* parent = nullptr);

  void setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);
  void setOther(std::shared_ptr<const EvaluationResult> other);
  void setRunning(bool running);

  [[nodiscard]] ModelPicker& picker() const { return *m_picker; }
  [[nodiscard]] QTableWidget& figures() const { return *m_figures; }
  [[nodiscard]] const QLabel& verdict() const { return *m_verdict; }
  [[nodiscard]] EvaluatedImageList& images() const { return *m_images; }

signals:
  void compareRequested(const QString& weights); ///< evaluate these on the same images, then call setOther()

private:
  void refresh();
  void showFigures();
  void showImages();

  std::shared_ptr<const EvaluationResult> m_result;
  std::shared_ptr<const EvaluationResult> m_other;
  bool m_running = false;
  ModelPicker* m_picker;
  QPushButton* m_compare;
  QComboBox* m_kind;
  QTableWidget* m_figures;
  QLabel* m_verdict;
  EvaluatedImageList* m_images;
  QStackedWidget* m_stack; ///< a hint, or the comparison
};

} // namespace mien::ui
