#include "core/face/annotation/image_file.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/output_mark.h"
#include "core/common/text/shown_text.h"

#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

namespace fs = std::filesystem;

namespace {

std::vector<std::uint8_t> encodePng(const cv::Mat& image, const fs::path& file) {
  std::vector<std::uint8_t> bytes;
  bool encoded = false;
  try {
    encoded = cv::imencode(".png", image, bytes);
  } catch (const cv::Exception&) {
    encoded = false;
  }
  if (!encoded) {
    throw Error(ErrorKind::Internal, Message("cannot make a PNG for {file}", {{"file", shownPath(file)}}));
  }
  return bytes;
}

} // namespace

void savePng(const cv::Mat& image, const fs::path& file) {
  const std::vector<std::uint8_t> bytes = encodePng(image, file);
  writeFileAtomically(file, std::as_bytes(std::span(bytes)));
}

void saveAnnotatedPng(const cv::Mat& image, const fs::path& file, const fs::path& source) {
  const std::vector<std::uint8_t> bytes = encodePng(image, file);
  writeFileAtomically(file, markedPng(std::as_bytes(std::span(bytes)), sourceDigest(source)));
}

} // namespace mien
