#pragma once

#include "ui/charts/density/density_picture.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;

namespace mien::ui {

class DensityChart;

/// The density chart with what there is to choose about it: the axes, all classes or one against the rest, the points.
class DensityView : public QWidget {
  Q_OBJECT

public:
  explicit DensityView(QWidget* parent = nullptr);

  [[nodiscard]] DensityChart& chart() const { return *m_chart; }

  /// Of the images `images`; keeps the axes where the result is the same.
  void setImages(std::shared_ptr<const EvaluationResult> result, const std::vector<int>& images);

private:
  void fillChoices();
  void request();

  DensityRequest m_request;
  QComboBox* m_x;
  QComboBox* m_y;
  QComboBox* m_classes;
  QCheckBox* m_points;
  DensityChart* m_chart;
};

} // namespace mien::ui
