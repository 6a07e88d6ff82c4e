#pragma once

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <vector>

namespace mien {

/// A small copy of an 8-bit BGR or grey image as a JPEG file, its longer side at most `side` px: some kilobytes, so
/// that thousands can be kept. Any thread. Throws Error (BadArgument) on an empty image.
[[nodiscard]] std::vector<std::uint8_t> makeThumbnail(const cv::Mat& image, int side);

} // namespace mien
