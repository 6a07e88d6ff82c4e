#include "core/picture/detail/decoders.h"
#include "core/picture/picture_header.h"

#include <opencv2/imgcodecs.hpp>

namespace mien::detail {

namespace {

/// Formats without transparency, orientation or pages: OpenCV reads them as they are.
StoredPicture decodePlain(Bytes file) {
  StoredPicture stored;
  const std::optional<ImageHeader> header = readImageHeader(file);
  if (!header) {
    stored.fault = PictureFault::Damaged;
    return stored;
  }
  if (!allowSize(stored, header->width, header->height)) {
    return stored;
  }
  const cv::Mat bytes(1, static_cast<int>(file.size()), CV_8U, const_cast<std::uint8_t*>(file.data()));
  try {
    stored.pixels = cv::imdecode(bytes, cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH);
  } catch (const cv::Exception&) {
    stored.pixels.release();
  }
  if (stored.pixels.empty()) {
    stored.fault = PictureFault::Damaged;
  }
  return stored;
}

} // namespace

StoredPicture decodeBmp(Bytes file) { return decodePlain(file); }

StoredPicture decodePnm(Bytes file) {
  StoredPicture stored = decodePlain(file);
  if (stored.pixels.depth() == CV_16U) {
    const std::uint64_t white = readImageHeader(file)->maximum;
    stored.pixels.convertTo(stored.pixels, CV_8U, 255.0 / static_cast<double>(white));
  }
  return stored;
}

} // namespace mien::detail
