#pragma once

#include "core/session/frame_result.h"
#include "ui/text/class_label.h"
#include "ui/widgets/faces/face_overlay.h"

#include <vector>

namespace mien::ui {

/// How the faces of a frame are shown.
struct OverlayStyle {
  std::vector<ClassLabel> classes;
  double uncertainBelow = 0.5;
  bool mirrored = false;
  int chosen = 0; ///< id of the face that stands out; 0: none
};

/// Where a box of the frame lies in `picture`, the place where the whole frame is drawn.
[[nodiscard]] QRectF placedBox(const cv::Rect2f& box, const cv::Size& frame, const QRectF& picture, bool mirrored);

/// The faces of a result, to be drawn over a picture of `frame` px that fills `picture`.
[[nodiscard]] FaceMarks faceMarks(const FrameResult& result, const cv::Size& frame, const QRectF& picture,
                                  const OverlayStyle& style);

} // namespace mien::ui
