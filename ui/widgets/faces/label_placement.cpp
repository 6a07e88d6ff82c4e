#include "ui/widgets/faces/label_placement.h"

#include "core/face/annotation/label_placement.h"

namespace mien::ui {

namespace {

cv::Rect2d toCv(const QRectF& rect) { return {rect.x(), rect.y(), rect.width(), rect.height()}; }

} // namespace

std::vector<QRectF> placeLabels(const std::vector<LabelRequest>& requests, const QRectF& area, double gap) {
  std::vector<mien::LabelRequest> wanted;
  for (const LabelRequest& request : requests) {
    wanted.push_back({toCv(request.box), {request.size.width(), request.size.height()}});
  }
  std::vector<QRectF> placed;
  for (const cv::Rect2d& label : mien::placeLabels(wanted, toCv(area), gap)) {
    placed.emplace_back(label.x, label.y, label.width, label.height);
  }
  return placed;
}

} // namespace mien::ui
