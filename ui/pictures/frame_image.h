#pragma once

#include <QImage>

#include <memory>

namespace mien {
struct TimedFrame;
}

namespace mien::ui {

/// The picture of a frame without a copy of its pixels; the image keeps the frame. A null image for a null frame.
[[nodiscard]] QImage frameImage(const std::shared_ptr<const TimedFrame>& frame);

/// The same at another size and turned around if asked, as fast as it can be had: for painting.
[[nodiscard]] QImage scaledFrame(const TimedFrame& frame, const QSize& size, bool mirrored);

} // namespace mien::ui
