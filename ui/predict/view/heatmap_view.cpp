#include "ui/predict/view/heatmap_view.h"

#include "core/data/emotion.h"
#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kGap = 8;

/// From nothing over orange to yellow: brighter where there is more, for every kind of sight.
QRgb heatColor(float value) {
  static const QColor low = emotionColor(static_cast<int>(Emotion::Anger), true);
  static const QColor high = emotionColor(static_cast<int>(Emotion::Happiness), true);
  constexpr float kMostCover = 0.72F;
  QColor color = mixed(high, low, value);
  color.setAlphaF(kMostCover * value);
  return color.rgba();
}

} // namespace

HeatmapView::HeatmapView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("What the network sees, alone and under the heat map"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HeatmapView::setCrop(const QImage& crop) {
  m_crop = crop;
  m_heat = {};
  update();
}

void HeatmapView::setHeatmap(const Heatmap& map) {
  m_heat = QImage(map.side, map.side, QImage::Format_ARGB32);
  const float* value = map.values.data();
  for (int y = 0; y < map.side; ++y) {
    std::transform(value, value + map.side, reinterpret_cast<QRgb*>(m_heat.scanLine(y)), heatColor);
    value += map.side;
  }
  update();
}

QSize HeatmapView::sizeHint() const {
  const int side = fontMetrics().height() * 7;
  return {2 * side + kGap, side};
}

void HeatmapView::paintEvent(QPaintEvent* /*event*/) {
  const int side = std::min((width() - kGap) / 2, height());
  QPainter painter(this);
  for (const bool heated : {false, true}) {
    const QRect place(heated ? side + kGap : 0, 0, side, side);
    if (m_crop.isNull()) {
      painter.fillRect(place, Theme::instance().colors().window);
      continue;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false); // the network's own pixels
    painter.drawImage(place, m_crop);
    if (heated && !m_heat.isNull()) {
      painter.setRenderHint(QPainter::SmoothPixmapTransform);
      painter.drawImage(place, m_heat);
    }
  }
}

} // namespace mien::ui
