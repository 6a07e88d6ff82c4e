#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace mien::ui {

/// A label that wants to stand at a box in a picture.
struct LabelWish {
  QRectF box;
  QSizeF size; ///< of the label
};

/// Places labels so that none covers another and none leaves `area`: above their boxes if there is room, else below, at
/// a side or within, where they cover as little as possible of the boxes. The first wish is served first. A label for
/// which there is no room gets a null rectangle; the first always gets one if it fits into the area at all.
[[nodiscard]] std::vector<QRectF> placeLabels(const std::vector<LabelWish>& wishes, const QRectF& area, double gap);

} // namespace mien::ui
