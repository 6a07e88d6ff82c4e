#include "ui/pictures/frame_image.h"

#include "core/session/frame_result.h"

#include <opencv2/imgproc.hpp>

namespace mien::ui {

QImage frameImage(const std::shared_ptr<const TimedFrame>& frame) {
  if (frame == nullptr || frame->image.empty()) {
    return {};
  }
  auto* owner = new std::shared_ptr<const TimedFrame>(frame);
  const cv::Mat& pixels = frame->image;
  return {pixels.data,
          pixels.cols,
          pixels.rows,
          static_cast<qsizetype>(pixels.step),
          QImage::Format_BGR888,
          [](void* kept) { delete static_cast<std::shared_ptr<const TimedFrame>*>(kept); },
          owner};
}

QImage scaledFrame(const TimedFrame& frame, const QSize& size, bool mirrored) {
  if (frame.image.empty() || size.isEmpty()) {
    return {};
  }
  QImage image(size, QImage::Format_RGB32);
  const cv::Size target(size.width(), size.height());
  const bool shrinks = target.area() * 4 < frame.image.size().area();
  cv::Mat scaled;
  // Averaging is for strong reductions only, where single pixels would flicker: it costs several times as much.
  cv::resize(frame.image, scaled, target, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  if (mirrored) {
    cv::flip(scaled, scaled, 1);
  }
  cv::Mat pixels(size.height(), size.width(), CV_8UC4, image.bits(), static_cast<std::size_t>(image.bytesPerLine()));
  cv::cvtColor(scaled, pixels, cv::COLOR_BGR2BGRA);
  return image;
}

} // namespace mien::ui
