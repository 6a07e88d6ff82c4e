#include "ui/live/view/overlay.h"

#include "ui/live/view/face_text.h"

#include <algorithm>

namespace mien::ui {

QRectF placedBox(const cv::Rect2f& box, const cv::Size& frame, const QRectF& picture, bool mirrored) {
  const double x = picture.width() / std::max(1, frame.width);
  const double y = picture.height() / std::max(1, frame.height);
  const double left = mirrored ? frame.width - box.x - box.width : box.x;
  return {picture.left() + left * x, picture.top() + box.y * y, box.width * x, box.height * y};
}

FaceMarks faceMarks(const FrameResult& result, const cv::Size& frame, const QRectF& picture,
                    const OverlayStyle& style) {
  FaceMarks marks;
  if (style.chosen != 0) {
    marks.chosen = style.chosen;
  }
  for (const FaceResult& face : result.faces) {
    const FaceText text = faceText(face, style.classes, style.uncertainBelow);
    marks.faces.push_back(
        {face.id, placedBox(face.box, frame, picture, style.mirrored), text.label, text.emotionNumber, text.uncertain});
  }
  return marks;
}

} // namespace mien::ui
