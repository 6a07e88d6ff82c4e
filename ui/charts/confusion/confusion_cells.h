#pragma once

#include "ui/look/theme.h"

#include <QPoint>
#include <QStringList>
#include <qcustomplot.h>

#include <vector>

namespace mien::ui {

/// Draws the cells of a matrix over the unit squares round whole coordinates: column x, row y.
class ConfusionCells : public QCPAbstractItem {
  Q_OBJECT

public:
  explicit ConfusionCells(QCustomPlot* plot) : QCPAbstractItem(plot) {}

  int classes = 0;
  QStringList texts;          ///< row by row
  std::vector<double> shares; ///< 0..1, row by row: how deep the colour is
  QPoint current{-1, -1};
  QPoint hovered{-1, -1};
  ThemeColors colors;

  double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

protected:
  void draw(QCPPainter* painter) override;

private:
  [[nodiscard]] QRectF cellRect(int row, int column) const;
  [[nodiscard]] QFont fittingFont() const; ///< the largest, up to the chart's, in which all numbers fit
};

} // namespace mien::ui
