#pragma once

#include "core/demo/canvas.h"
#include "core/demo/face_parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace mien::demo {

inline float smoothstep(float low, float high, float x) {
  const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

/// Nearly exp(-r2 / 2), but exactly 0 from r2 = 7 on, and the same on every machine.
inline float bump(float r2) {
  const float t = std::max(0.0F, 1.0F - r2 / 7.0F);
  return t * t * t;
}

struct Point {
  float x;
  float y;
};

/// A quadratic Bezier curve, held as a few straight pieces.
class Curve {
public:
  Curve(Point from, Point control, Point to);

  struct Nearest {
    float distance;
    float t; ///< 0 at the start .. 1 at the end
  };
  [[nodiscard]] Nearest nearest(float x, float y) const;

private:
  static constexpr int kPieces = 8;
  std::array<Point, kPieces + 1> m_points;
};

/// The part of a canvas that a face covers, with each pixel's place on the face and the two layers a face is made of.
class FacePatch {
public:
  FacePatch(Canvas& canvas, const View& view);

  struct Box {
    float left, top, right, bottom; ///< face units
  };

  /// Calls visit(layer index, x, y) for every pixel whose feature coordinates may lie in `box`. Feature coordinates
  /// follow the turned head; mirror-symmetric features call it once for each side.
  template <typename Visit> void features(const Box& box, Visit visit) const {
    walk(box, m_featureX, m_featureY, visit);
  }

  /// The same in the coordinates of the head's outline, which do not turn.
  template <typename Visit> void outline(const Box& box, Visit visit) const { walk(box, m_x, m_y, visit); }

  /// Both sides of the face at once: x is the distance from the middle line, `side` -1 (image left) or 1.
  template <typename Visit> void bothSides(const Box& box, Visit visit) const {
    for (const int side : {-1, 1}) {
      const Box mirrored = side > 0 ? box : Box{-box.right, box.top, -box.left, box.bottom};
      features(mirrored, [&](std::size_t i, float x, float y) { visit(i, static_cast<float>(side) * x, y, side); });
    }
  }

  /// How much of a pixel lies inside an edge at signed distance `d` (negative inside), softened by `soft` face units.
  [[nodiscard]] float cover(float d, float soft = 0.0F) const {
    const float half = std::max(0.75F * m_pixel, soft);
    return smoothstep(half, -half, d);
  }

  [[nodiscard]] std::size_t indexOf(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
  }

  [[nodiscard]] int left() const { return m_left; }
  [[nodiscard]] int top() const { return m_top; }
  [[nodiscard]] int columns() const { return m_columns; }
  [[nodiscard]] int rows() const { return m_rows; }
  [[nodiscard]] float pixel() const { return m_pixel; } ///< its size in face units

  void mix(std::size_t i, float value, float share) { albedo[i] += share * (value - albedo[i]); }

  std::vector<float> albedo; ///< reflectance
  std::vector<float> relief; ///< height towards the viewer, face units
  std::vector<float> mask;   ///< how much of the pixel the head covers

private:
  template <typename Visit>
  void walk(const Box& box, const std::vector<float>& xs, const std::vector<float>& ys, Visit visit) const;

  int m_left = 0;
  int m_top = 0;
  int m_columns = 0;
  int m_rows = 0;
  float m_pixel = 1;
  float m_cos = 1;
  float m_sin = 0;
  float m_originX = 0; ///< px, in the patch
  float m_originY = 0;
  float m_slack = 0; ///< how far a turned head moves its features, face units
  std::vector<float> m_x, m_y, m_featureX, m_featureY;
};

template <typename Visit>
void FacePatch::walk(const Box& box, const std::vector<float>& xs, const std::vector<float>& ys, Visit visit) const {
  float minX = 1e9F;
  float minY = 1e9F;
  float maxX = -1e9F;
  float maxY = -1e9F;
  for (const float u : {box.left - m_slack, box.right + m_slack}) {
    for (const float v : {box.top - m_slack, box.bottom + m_slack}) {
      const float x = m_originX + (m_cos * u - m_sin * v) / m_pixel;
      const float y = m_originY + (m_sin * u + m_cos * v) / m_pixel;
      minX = std::min(minX, x);
      maxX = std::max(maxX, x);
      minY = std::min(minY, y);
      maxY = std::max(maxY, y);
    }
  }
  const int x0 = static_cast<int>(std::clamp(std::floor(minX), 0.0F, static_cast<float>(m_columns)));
  const int x1 = static_cast<int>(std::clamp(std::ceil(maxX) + 1, 0.0F, static_cast<float>(m_columns)));
  const int y0 = static_cast<int>(std::clamp(std::floor(minY), 0.0F, static_cast<float>(m_rows)));
  const int y1 = static_cast<int>(std::clamp(std::ceil(maxY) + 1, 0.0F, static_cast<float>(m_rows)));
  for (int row = y0; row < y1; ++row) {
    for (int column = x0; column < x1; ++column) {
      const std::size_t i = indexOf(column, row);
      if (xs[i] >= box.left && xs[i] <= box.right && ys[i] >= box.top && ys[i] <= box.bottom) {
        visit(i, xs[i], ys[i]);
      }
    }
  }
}

} // namespace mien::demo
