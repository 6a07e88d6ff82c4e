#include "core/face/image_file.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/common/image_header.h"
#include "core/common/output_mark.h"
#include "core/common/text/ascii.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

namespace mien {

namespace fs = std::filesystem;

namespace {

// No image of kMaxImagePixels needs more, so a larger file need not be read to be refused.
constexpr std::uintmax_t kMaxFileBytes = kMaxImagePixels * 8 + (64U << 20U);

std::vector<std::uint8_t> readBytes(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    if (error) {
      throw Error(ErrorKind::Io, "cannot read " + file.string() + "; check the permissions of its folder");
    }
    throw Error(ErrorKind::NotFound, "there is no image at " + file.string() + "; check the path");
  }
  if (!fs::is_regular_file(file, error)) {
    throw Error(ErrorKind::BadArgument, file.string() + " is not a file; give an image");
  }
  const std::uintmax_t size = fs::file_size(file, error);
  if (!error && size > kMaxFileBytes) {
    throw Error(ErrorKind::BadData, file.string() + " is larger than any image of 100 megapixels; scale it down");
  }
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::uint8_t> bytes(error ? 0 : static_cast<std::size_t>(size));
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (error || !stream) {
    throw Error(ErrorKind::Io, "cannot read " + file.string() + "; check its permissions and the disk");
  }
  if (bytes.empty()) {
    throw Error(ErrorKind::BadData, file.string() + " is empty; get the image again");
  }
  return bytes;
}

// FER2013 has no transparency; white is what a viewer shows behind a cut-out face.
cv::Mat onWhite(const cv::Mat& bgra) {
  cv::Mat image(bgra.size(), CV_8UC3);
  for (int y = 0; y < bgra.rows; ++y) {
    const auto* from = bgra.ptr<cv::Vec4b>(y);
    auto* to = image.ptr<cv::Vec3b>(y);
    for (int x = 0; x < bgra.cols; ++x) {
      const int alpha = from[x][3];
      for (int channel = 0; channel < 3; ++channel) {
        to[x][channel] = static_cast<std::uint8_t>((from[x][channel] * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return image;
}

cv::Mat decode(const std::vector<std::uint8_t>& bytes, bool hasAlpha) {
  if (!hasAlpha) {
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
  }
  cv::Mat image = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
  if (image.depth() == CV_16U) {
    image.convertTo(image, CV_8U, 1.0 / 257.0);
  }
  return image.type() == CV_8UC4 ? onWhite(image) : cv::imdecode(bytes, cv::IMREAD_COLOR);
}

std::vector<std::uint8_t> encodePng(const cv::Mat& image, const fs::path& file) {
  std::vector<std::uint8_t> bytes;
  bool encoded = false;
  try {
    encoded = cv::imencode(".png", image, bytes);
  } catch (const cv::Exception&) {
    encoded = false;
  }
  if (!encoded) {
    throw Error(ErrorKind::Internal, "cannot make a PNG for " + file.string());
  }
  return bytes;
}

} // namespace

cv::Mat loadImage(const fs::path& file) {
  const std::vector<std::uint8_t> bytes = readBytes(file);
  const std::optional<ImageHeader> header = readImageHeader(bytes);
  if (!header) {
    throw Error(ErrorKind::BadData,
                file.string() + " is not an image that can be read here; convert it to PNG or JPEG");
  }
  if (header->tooLarge()) {
    throw Error(ErrorKind::BadData, file.string() + " has " + std::to_string(header->width) + " x " +
                                        std::to_string(header->height) +
                                        " pixels, more than the 100 megapixels allowed; scale it down");
  }
  if (!header->complete) {
    throw Error(ErrorKind::BadData, file.string() + " is cut short; get the image again");
  }
  cv::Mat image;
  try {
    image = decode(bytes, header->hasAlpha);
  } catch (const cv::Exception&) {
    image.release();
  }
  if (image.empty()) {
    throw Error(ErrorKind::BadData, file.string() + " is damaged, or of a kind that cannot be decoded here; get the "
                                                    "image again, or convert it to PNG or JPEG");
  }
  return image;
}

bool hasImageSuffix(const fs::path& file) {
  static constexpr std::array<std::string_view, 12> kSuffixes{".png", ".jpg",  ".jpeg", ".jpe", ".bmp", ".webp",
                                                              ".tif", ".tiff", ".pbm",  ".pgm", ".ppm", ".pnm"};
  const std::string suffix = asciiLower(file.extension().string());
  return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

std::vector<fs::path> imagesInFolder(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorKind::NotFound, "there is no folder at " + folder.string() + "; check the path");
  }
  std::vector<fs::path> images;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code unreadable; // a link to nowhere: no reason to give the folder up
    if (path.filename().string().front() != '.' && hasImageSuffix(path) && entry->is_regular_file(unreadable)) {
      images.push_back(path);
    }
  }
  if (error) {
    throw Error(ErrorKind::Io, "cannot list " + folder.string() + "; check its permissions");
  }
  std::sort(images.begin(), images.end());
  return images;
}

void savePng(const cv::Mat& image, const fs::path& file) {
  const std::vector<std::uint8_t> bytes = encodePng(image, file);
  writeFileAtomically(file, std::as_bytes(std::span(bytes)));
}

void saveAnnotatedPng(const cv::Mat& image, const fs::path& file, const fs::path& source) {
  const std::vector<std::uint8_t> bytes = encodePng(image, file);
  writeFileAtomically(file, markedPng(std::as_bytes(std::span(bytes)), sourceDigest(source)));
}

} // namespace mien
