#pragma once

#include "core/infer/heatmap.h"

#include <QImage>
#include <QWidget>

namespace mien::ui {

/// What the network sees of a face, pixel by pixel, and the same under a heat map of what speaks for an emotion.
class HeatmapView : public QWidget {
  Q_OBJECT

public:
  explicit HeatmapView(QWidget* parent = nullptr);

  void setCrop(const QImage& crop); ///< at the network's input size; clears the heat map
  void setHeatmap(const Heatmap& map);
  [[nodiscard]] bool hasHeatmap() const { return !m_heat.isNull(); }
  [[nodiscard]] const QImage& crop() const { return m_crop; }
  [[nodiscard]] const QImage& heat() const { return m_heat; } ///< see-through where nothing speaks for it

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QImage m_crop;
  QImage m_heat;
};

} // namespace mien::ui
