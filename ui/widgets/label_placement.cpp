#include "ui/widgets/label_placement.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>

namespace mien::ui {

namespace {

double areaOf(const QRectF& rect) { return rect.isEmpty() ? 0 : rect.width() * rect.height(); }

/// Beside the box, in order of preference: where a reader looks for the label first.
std::vector<QPointF> placesAt(const LabelWish& wish, double gap) {
  const QRectF& box = wish.box;
  const double width = wish.size.width();
  const double height = wish.size.height();
  const std::array lefts{box.left(), box.right() - width, box.center().x() - width / 2};
  const double above = box.top() - gap - height;
  const double below = box.bottom() + gap;
  std::vector<QPointF> places;
  const auto addRows = [&](std::initializer_list<double> tops) {
    for (const double top : tops) {
      for (const double left : lefts) {
        places.emplace_back(left, top);
      }
    }
  };
  addRows({above, below});
  for (const double left : {box.right() + gap, box.left() - gap - width}) {
    for (const double top : {box.top(), box.center().y() - height / 2, box.bottom() - height}) {
      places.emplace_back(left, top);
    }
  }
  addRows({above - height, below + height, box.top() + gap, box.bottom() - gap - height});
  return places;
}

QRectF movedInto(QRectF rect, const QRectF& area) {
  rect.moveLeft(std::clamp(rect.left(), area.left(), std::max(area.left(), area.right() - rect.width())));
  rect.moveTop(std::clamp(rect.top(), area.top(), std::max(area.top(), area.bottom() - rect.height())));
  return rect;
}

/// Share of the label that lies over faces; its own counts half.
double covered(const QRectF& label, const std::vector<LabelWish>& wishes, std::size_t self) {
  double sum = 0;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    sum += areaOf(label & wishes[i].box) * (i == self ? 0.5 : 1);
  }
  return sum / areaOf(label);
}

} // namespace

std::vector<QRectF> placeLabels(const std::vector<LabelWish>& wishes, const QRectF& area, double gap) {
  constexpr double kStep = 0.05;  // of cost from one place to the next: covering a little is better than an odd place
  constexpr double kMoved = 0.25; // of cost for a place that leaves the area and is moved into it
  std::vector<QRectF> placed(wishes.size());
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    double best = std::numeric_limits<double>::max();
    double rank = 0;
    for (const QPointF& place : placesAt(wishes[i], gap)) {
      const QRectF wanted(place, wishes[i].size);
      const QRectF label = movedInto(wanted, area);
      const double cost = covered(label, wishes, i) + rank + (label.top() != wanted.top() ? kMoved : 0);
      rank += kStep;
      const bool free = std::none_of(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const QRectF& other) { return label.intersects(other); });
      if (free && cost < best && area.contains(label)) {
        best = cost;
        placed[i] = label;
      }
    }
  }
  return placed;
}

} // namespace mien::ui
