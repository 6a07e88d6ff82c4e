#pragma once

#include "core/data/dataset.h"
#include "core/eval/evaluator.h"

#include <QVector>
#include <QWidget>

#include <memory>

class QLabel;
class QListView;

namespace mien::ui {

class EvaluatedImageDelegate;
class EvaluatedImageListModel;

/// A list of evaluated images under a heading, with votes and probabilities.
class EvaluatedImageList : public QWidget {
  Q_OBJECT

public:
  explicit EvaluatedImageList(QWidget* parent = nullptr);

  void setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);
  void setOther(std::shared_ptr<const EvaluationResult> other); ///< shows a second model's answers too
  void setImages(const QString& heading, const QVector<int>& images);
  [[nodiscard]] const QVector<int>& images() const;
  [[nodiscard]] QString heading() const;

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void arrangeColumns();

  QLabel* m_heading;
  QListView* m_view;
  EvaluatedImageListModel* m_model;
  EvaluatedImageDelegate* m_delegate;
};

} // namespace mien::ui
