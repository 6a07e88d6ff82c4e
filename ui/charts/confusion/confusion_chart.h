#pragma once

#include "core/eval/metrics/metrics.h"
#include "ui/charts/chart.h"
#include "ui/text/class_label.h"

#include <QPoint>

#include <vector>

namespace mien::ui {

class ConfusionCells;

/// A confusion matrix: true classes down, predicted ones across, a number in each cell. Hovering explains a cell, a
/// click or Return (the arrow keys walk) chooses it. Cells are as deep in colour as their share of the row is large.
class ConfusionChart : public Chart {
  Q_OBJECT

public:
  explicit ConfusionChart(QWidget* parent = nullptr);

  void setMatrix(const Metrics& metrics, const std::vector<ClassLabel>& labels);
  void setRowShares(bool shares);                 ///< percent of the true class rather than images
  void setCurrentCell(int actual, int predicted); ///< marks it; -1, -1: none

  [[nodiscard]] QPointF cellCenter(int actual, int predicted) const; ///< in pixels of plot()
  [[nodiscard]] QString explanation(int actual, int predicted) const;
  [[nodiscard]] QString cellText(int actual, int predicted) const;

  void fit() override;

signals:
  void cellClicked(int actual, int predicted);

protected:
  void restyle() override;
  void hover(const QPointF& pixel) override;
  void hoverEnd() override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  [[nodiscard]] QPoint cellAt(const QPointF& pixel) const; ///< x: predicted, y: actual; -1, -1 outside
  void choose(QPoint cell);
  void arrangeLabels();

  Metrics m_metrics;
  std::vector<ClassLabel> m_labels;
  bool m_shares = false;
  QPoint m_pressed{-1, -1};
  QPoint m_current{-1, -1};
  ConfusionCells* m_cells;
};

} // namespace mien::ui
