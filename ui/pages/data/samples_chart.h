#pragma once

#include "core/data/class_counts.h"

#include <QRectF>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace mien::ui {

/// How many images of each emotion each split holds, as grouped bars. Hovering says the figures; a click on a bar, or
/// Enter on the one chosen with the arrow keys, asks for its images.
class SamplesChart : public QWidget {
  Q_OBJECT

public:
  explicit SamplesChart(QWidget* parent = nullptr);

  void setCounts(const ClassCounts& counts);
  void setShares(bool shares); ///< each split as shares of its own total, so that splits can be compared

  /// The bar at a place: its emotion and split, or {-1, -1}.
  struct Bar {
    int emotion = -1;
    int split = -1;
    bool operator==(const Bar&) const = default;
  };
  [[nodiscard]] Bar barAt(const QPointF& position) const;
  [[nodiscard]] QStringList axisNumbers() const; ///< at the lines, from below: as far apart as these are
  [[nodiscard]] QRectF barArea(Bar bar) const; ///< from the axis to the top of the plot, so that small bars can be hit

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

signals:
  void barActivated(int emotion, int split);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

private:
  [[nodiscard]] QRectF plotArea() const;
  [[nodiscard]] double value(Bar bar) const;
  [[nodiscard]] double axisEnd() const; ///< a multiple of axisStep() at or above every value
  [[nodiscard]] double axisStep() const;
  [[nodiscard]] QString valueText(double value) const;
  [[nodiscard]] QString description(Bar bar) const;
  void paintAxis(QPainter& painter) const;
  void paintBars(QPainter& painter) const;
  void paintNames(QPainter& painter) const;
  void paintLegend(QPainter& painter) const;
  void setCurrent(Bar bar);

  ClassCounts m_counts{};
  std::array<std::size_t, kSplitCount> m_totals{};
  bool m_shares = false;
  Bar m_current; // under the mouse or chosen by keyboard
};

} // namespace mien::ui
