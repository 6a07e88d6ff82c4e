#include "core/face/annotation/label_placement.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>

namespace mien {

namespace {

using Rect = cv::Rect2d;
using Point = cv::Point2d;

double right(const Rect& rect) { return rect.x + rect.width; }
double bottom(const Rect& rect) { return rect.y + rect.height; }

double areaOf(const Rect& rect) { return rect.width > 0 && rect.height > 0 ? rect.area() : 0; }

bool contains(const Rect& outer, const Rect& inner) {
  return inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer);
}

/// Beside the box, in order of preference: where a reader looks for the label first.
std::vector<Point> placesAt(const LabelRequest& request, double gap) {
  const Rect& box = request.box;
  const double width = request.size.width;
  const double height = request.size.height;
  const std::array lefts{box.x, right(box) - width, box.x + (box.width - width) / 2};
  const double above = box.y - gap - height;
  const double below = bottom(box) + gap;
  std::vector<Point> places;
  const auto addRows = [&](std::initializer_list<double> tops) {
    for (const double top : tops) {
      for (const double left : lefts) {
        places.emplace_back(left, top);
      }
    }
  };
  addRows({above, below});
  for (const double left : {right(box) + gap, box.x - gap - width}) {
    for (const double top : {box.y, box.y + (box.height - height) / 2, bottom(box) - height}) {
      places.emplace_back(left, top);
    }
  }
  addRows({above - height, below + height, box.y + gap, bottom(box) - gap - height});
  return places;
}

Rect movedInto(Rect rect, const Rect& area) {
  rect.x = std::clamp(rect.x, area.x, std::max(area.x, right(area) - rect.width));
  rect.y = std::clamp(rect.y, area.y, std::max(area.y, bottom(area) - rect.height));
  return rect;
}

/// Share of the label that lies over faces; its own counts half.
double covered(const Rect& label, const std::vector<LabelRequest>& requests, std::size_t self) {
  double sum = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    sum += areaOf(label & requests[i].box) * (i == self ? 0.5 : 1);
  }
  return sum / areaOf(label);
}

} // namespace

std::vector<Rect> placeLabels(const std::vector<LabelRequest>& requests, const Rect& area, double gap) {
  constexpr double kStep = 0.05;  // of cost from one place to the next: covering a little is better than an odd place
  constexpr double kMoved = 0.25; // of cost for a place that leaves the area and is moved into it
  std::vector<Rect> placed(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    double best = std::numeric_limits<double>::max();
    double rank = 0;
    for (const Point& place : placesAt(requests[i], gap)) {
      const Rect wanted(place, requests[i].size);
      const Rect label = movedInto(wanted, area);
      const double cost = covered(label, requests, i) + rank + (label.y != wanted.y ? kMoved : 0);
      rank += kStep;
      const bool free = std::none_of(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Rect& other) { return areaOf(label & other) > 0; });
      if (free && cost < best && contains(area, label)) {
        best = cost;
        placed[i] = label;
      }
    }
  }
  return placed;
}

} // namespace mien
