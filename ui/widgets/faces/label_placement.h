#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace mien::ui {

/// A label that wants to stand at a box in a picture.
struct LabelRequest {
  QRectF box;
  QSizeF size; ///< of the label
};

/// mien::placeLabels() in Qt's types. A label for which there is no room gets a null rectangle.
[[nodiscard]] std::vector<QRectF> placeLabels(const std::vector<LabelRequest>& requests, const QRectF& area,
                                              double gap);

} // namespace mien::ui
