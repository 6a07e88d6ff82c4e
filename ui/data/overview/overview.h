#pragma once

#include "core/data/dataset.h"
#include "core/data/label_policy.h"

#include <QWidget>

#include <memory>

class QComboBox;

namespace mien::ui {

class MetricTile;
class ProblemsList;
class SamplesChart;

/// The data set in figures: how many images, of which emotion in which split, and what is wrong with them.
class DataOverview : public QWidget {
  Q_OBJECT

public:
  explicit DataOverview(QWidget* parent = nullptr);

  void setDataset(const std::shared_ptr<const Dataset>& dataset, LabelPolicy policy);
  [[nodiscard]] SamplesChart& chart() const { return *m_chart; }

signals:
  void imagesRequested(int emotion, int split);

private:
  void showFigures(const Dataset& dataset);

  MetricTile* m_images;
  MetricTile* m_train;
  MetricTile* m_valid;
  MetricTile* m_test;
  MetricTile* m_side;
  MetricTile* m_kept;
  QComboBox* m_measure;
  SamplesChart* m_chart;
  ProblemsList* m_problems;
};

} // namespace mien::ui
