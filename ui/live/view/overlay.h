#pragma once

#include "core/session/frame_result.h"
#include "ui/text/class_label.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace mien::ui {

/// What the overlay is drawn with.
struct OverlayStyle {
  std::vector<ClassLabel> classes;
  double uncertainBelow = 0.5;
  bool mirrored = false;
  int chosen = 0; ///< id of the face that stands out; 0: none
};

/// Where a box of the frame lies in `picture`, the place where the whole frame is drawn.
[[nodiscard]] QRectF placedBox(const cv::Rect2f& box, const cv::Size& frame, const QRectF& picture, bool mirrored);

/// Draws boxes and labels over a picture of `frame` px that fills `picture`: legible on any, so in colours of their own
/// (the dark theme's, on dark plates) whichever theme is on. Letters are as large as the painter's font.
void drawFaces(QPainter& painter, const FrameResult& result, const cv::Size& frame, const QRectF& picture,
               const OverlayStyle& style);

/// Over a picture that has boxes and labels drawn in already: the number of each face, in a lower corner of its box,
/// and a frame round the chosen one.
void drawNumbers(QPainter& painter, const FrameResult& result, const cv::Size& frame, const QRectF& picture,
                 const OverlayStyle& style);

/// A line of text on a plate, in the bottom left corner of `picture`.
void drawNote(QPainter& painter, const QString& text, const QRectF& picture);

} // namespace mien::ui
