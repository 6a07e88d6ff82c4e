#include "core/demo/face_patch.h"

#include <limits>

namespace mien::demo {

Curve::Curve(Point from, Point control, Point to) {
  for (int k = 0; k <= kPieces; ++k) {
    const float t = static_cast<float>(k) / kPieces;
    const float s = 1.0F - t;
    m_points[static_cast<std::size_t>(k)] = {s * s * from.x + 2 * s * t * control.x + t * t * to.x,
                                             s * s * from.y + 2 * s * t * control.y + t * t * to.y};
  }
}

Curve::Nearest Curve::nearest(float x, float y) const {
  float best = std::numeric_limits<float>::max();
  float bestT = 0;
  for (std::size_t k = 0; k < kPieces; ++k) {
    const Point a = m_points[k];
    const float dx = m_points[k + 1].x - a.x;
    const float dy = m_points[k + 1].y - a.y;
    const float along = std::clamp(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy + 1e-12F), 0.0F, 1.0F);
    const float ex = x - a.x - along * dx;
    const float ey = y - a.y - along * dy;
    const float distance2 = ex * ex + ey * ey;
    if (distance2 < best) {
      best = distance2;
      bestT = (static_cast<float>(k) + along) / kPieces;
    }
  }
  return {std::sqrt(best), bestT};
}

FacePatch::FacePatch(Canvas& canvas, const View& view)
    : m_pixel(1.0F / view.scale), m_cos(std::cos(view.roll)), m_sin(std::sin(view.roll)),
      m_slack(1.2F * std::max(std::abs(view.yaw), std::abs(view.pitch))) {
  // Hair and shoulders reach about two face units from the middle.
  const float reach = 2.1F * view.scale;
  m_left = std::clamp(static_cast<int>(view.centreX - reach), 0, canvas.width);
  m_top = std::clamp(static_cast<int>(view.centreY - reach), 0, canvas.height);
  m_columns = std::clamp(static_cast<int>(view.centreX + reach) + 1, m_left, canvas.width) - m_left;
  m_rows = std::clamp(static_cast<int>(view.centreY + 1.6F * reach) + 1, m_top, canvas.height) - m_top;
  m_originX = view.centreX - static_cast<float>(m_left) - 0.5F;
  m_originY = view.centreY - static_cast<float>(m_top) - 0.5F;

  const std::size_t count = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
  for (auto* layer : {&albedo, &relief, &mask, &m_x, &m_y, &m_featureX, &m_featureY}) {
    layer->assign(count, 0.0F);
  }
  for (int row = 0; row < m_rows; ++row) {
    for (int column = 0; column < m_columns; ++column) {
      const std::size_t i = indexOf(column, row);
      const float dx = (static_cast<float>(column) - m_originX) * m_pixel;
      const float dy = (static_cast<float>(row) - m_originY) * m_pixel;
      const float x = m_cos * dx + m_sin * dy;
      const float y = -m_sin * dx + m_cos * dy;
      // What stands out towards the viewer moves furthest when the head turns.
      const float depth = std::sqrt(std::max(0.0F, 1.0F - x * x / 1.3F - y * y / 2.9F));
      m_x[i] = x;
      m_y[i] = y;
      m_featureX[i] = x - view.yaw * depth;
      m_featureY[i] = y - view.pitch * depth;
    }
  }
}

} // namespace mien::demo
