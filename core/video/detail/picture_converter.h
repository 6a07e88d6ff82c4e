#pragma once

#include "core/video/detail/av_handles.h"
#include "core/video/detail/hdr_mapping.h"

#include <opencv2/core/mat.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace mien::detail {

/// How a stored picture has to be turned to be seen as it was filmed: first the transposition, then the flips.
struct Orientation {
  bool transpose = false;
  bool flipX = false; ///< left and right
  bool flipY = false; ///< top and bottom

  bool operator==(const Orientation&) const = default;
};

/// The nearest of the eight right-angled ones to a display matrix (nine numbers, see libavutil/display.h).
[[nodiscard]] Orientation orientationOf(const std::int32_t* matrix);

/// The display matrix that a container gives for a stream; null without one.
[[nodiscard]] const std::int32_t* displayMatrix(const AVStream& stream);

/// The size with square pixels: the side that is too short is stretched.
[[nodiscard]] cv::Size squarePixelSize(const cv::Size& stored, AVRational pixel);

/// Makes of decoded frames what people see: 8-bit BGR, square pixels, upright, transparent parts on white. Colours by
/// the matrix and range that the frame states; where it does not say, BT.709 for high definition and BT.601 below it,
/// as players do. High dynamic range is mapped to the usual one.
class PictureConverter {
public:
  /// `pixel`: the shape of the pixels, {0, 1}: unknown. Empty when this kind of picture cannot be converted.
  [[nodiscard]] cv::Mat convert(const AVFrame& frame, AVRational pixel, const Orientation& orientation);

private:
  AvScaler m_scaler;
  std::unique_ptr<HdrMapping> m_hdr; ///< from the first such picture on
  std::array<int, 9> m_made{};       ///< what for
};

} // namespace mien::detail
