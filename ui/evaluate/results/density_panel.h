#pragma once

#include "core/data/dataset.h"
#include "core/eval/subset.h"

#include <QWidget>

#include <memory>

namespace mien::ui {

class DensityView;
class EvaluatedImageList;

/// The density plot, and beside it the images in the rectangle drawn on it.
class DensityPanel : public QWidget {
  Q_OBJECT

public:
  explicit DensityPanel(QWidget* parent = nullptr);

  void setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);
  void setSubset(const EvaluationSubset& subset);

  [[nodiscard]] DensityView& view() const { return *m_view; }
  [[nodiscard]] EvaluatedImageList& images() const { return *m_images; }

private:
  void showImages(const QVector<int>& images);

  std::shared_ptr<const EvaluationResult> m_result;
  DensityView* m_view;
  EvaluatedImageList* m_images;
};

} // namespace mien::ui
