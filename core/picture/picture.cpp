#include "core/picture/picture.h"

#include "core/common/error.h"
#include "core/common/files/regular_file.h"
#include "core/common/text/shown_text.h"
#include "core/picture/detail/decoders.h"
#include "core/picture/file_kind.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <optional>

namespace mien {

namespace fs = std::filesystem;

namespace {

// No picture of kMaxImagePixels needs more, so a larger file need not be read to be refused.
constexpr std::uintmax_t kMaxFileBytes = kMaxImagePixels * 8 + (64U << 20U);

detail::StoredPicture decodeStored(std::span<const std::uint8_t> bytes, PictureFormat format) {
  switch (format) {
  case PictureFormat::Png:
    return detail::decodePng(bytes);
  case PictureFormat::Jpeg:
    return detail::decodeJpeg(bytes);
  case PictureFormat::Bmp:
    return detail::decodeBmp(bytes);
  case PictureFormat::WebP:
    return detail::decodeWebp(bytes);
  case PictureFormat::Tiff:
    return detail::decodeTiff(bytes);
  case PictureFormat::Pnm:
    return detail::decodePnm(bytes);
  case PictureFormat::Gif:
    return detail::decodeGif(bytes);
  case PictureFormat::Heif:
  case PictureFormat::Avif:
    return detail::decodeHeif(bytes);
  case PictureFormat::None:
    break;
  }
  return {};
}

std::string reasonOf(const detail::StoredPicture& stored, const FileType& look) {
  switch (stored.fault) {
  case PictureFault::TooLarge:
    return "has " + std::to_string(stored.width) + " x " + std::to_string(stored.height) +
           " pixels, more than the 100 megapixels allowed; scale it down";
  case PictureFault::CutShort:
    return "is cut short: it does not show the whole picture; get it again";
  case PictureFault::Damaged:
    return "is damaged (" + std::string(look.what) +
           " that cannot be decoded); get it again, or convert it to PNG or "
           "JPEG";
  default:
    return stored.reason;
  }
}

std::string reasonOf(const FileType& look) {
  if (look.kind == FileKind::Empty) {
    return "is empty; get the picture again";
  }
  if (look.kind == FileKind::Video) {
    return "is " + std::string(look.what) + ", not a picture";
  }
  return look.what.empty() ? "is not a picture that can be read here; convert it to PNG or JPEG"
                           : "is " + std::string(look.what) + ", which is not read as a picture; give a PNG or JPEG";
}

bool isWhollyTransparent(const cv::Mat& bgra) {
  for (int y = 0; y < bgra.rows; ++y) {
    const auto* row = bgra.ptr<cv::Vec4b>(y);
    if (std::any_of(row, row + bgra.cols, [](const cv::Vec4b& pixel) { return pixel[3] != 0; })) {
      return false;
    }
  }
  return true;
}

/// The share of pixels brighter than what a screen shows as black is tiny.
bool isNearlyBlack(const cv::Mat& image) {
  constexpr int kDark = 40;
  constexpr double kShare = 0.01;
  cv::Mat grey;
  if (image.channels() == 1) {
    grey = image;
  } else {
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  }
  return cv::countNonZero(grey > kDark) < kShare * static_cast<double>(grey.total());
}

cv::Mat inColours(const cv::Mat& pixels, PictureColours colours) {
  const bool grey = colours == PictureColours::Grey;
  if (pixels.channels() == (grey ? 1 : 3)) {
    return pixels;
  }
  cv::Mat converted;
  cv::cvtColor(pixels, converted, grey ? cv::COLOR_BGR2GRAY : cv::COLOR_GRAY2BGR);
  return converted;
}

std::vector<PictureNote> notesOf(const detail::StoredPicture& stored) {
  std::vector<PictureNote> notes;
  if (stored.cutShort) {
    notes.push_back({PictureNote::Kind::CutShort});
  }
  if (stored.damaged) {
    notes.push_back({PictureNote::Kind::Damaged});
  }
  if (stored.frames > 1) {
    notes.push_back({PictureNote::Kind::FirstFrame, stored.frames});
  }
  if (stored.pages > 1) {
    notes.push_back({PictureNote::Kind::FirstPage, stored.pages});
  }
  return notes;
}

void finish(detail::StoredPicture& stored, PictureColours colours, Picture& picture) {
  picture.notes = notesOf(stored);
  picture.colour = stored.pixels.channels() > 1;
  const bool alpha = stored.pixels.channels() == 4;
  const bool nothing = alpha && isWhollyTransparent(stored.pixels);
  const cv::Mat seen = alpha ? detail::onWhite(stored.pixels, stored.premultiplied) : stored.pixels;
  stored.pixels.release();
  picture.image = detail::turnedUpright(inColours(seen, colours), stored.orientation);
  if (nothing) {
    picture.notes.push_back({PictureNote::Kind::WhollyTransparent});
  }
}

std::vector<std::uint8_t> readBytes(const fs::path& path) {
  RegularFile file(path);
  const std::string name = shownPath(path);
  switch (file.state()) {
  case FileState::Missing:
    throw Error(ErrorKind::NotFound, Message("there is no image at {name}; check the path", {{"name", name}}));
  case FileState::Folder:
    throw Error(ErrorKind::BadArgument, Message("{name} is a folder; give an image", {{"name", name}}));
  case FileState::Special:
    throw Error(ErrorKind::BadArgument,
                Message("{name} is a pipe or a device; give an image in a file", {{"name", name}}));
  case FileState::Unreadable:
    throw Error(ErrorKind::Io,
                Message("cannot read {name}; check its permissions and those of its folder", {{"name", name}}));
  case FileState::Readable:
    break;
  }
  if (file.size() > kMaxFileBytes) {
    throw Error(ErrorKind::BadData,
                Message("{name} is larger than any image of 100 megapixels; scale it down", {{"name", name}}));
  }
  std::vector<std::uint8_t> bytes;
  if (!file.read(0, static_cast<std::size_t>(file.size()), bytes)) {
    throw Error(ErrorKind::Io, Message("cannot read {name}; check the disk", {{"name", name}}));
  }
  return bytes;
}

} // namespace

namespace detail {

bool allowSize(StoredPicture& stored, std::uint64_t width, std::uint64_t height) {
  ImageHeader header;
  header.width = stored.width = width;
  header.height = stored.height = height;
  if (width == 0 || height == 0) {
    stored.fault = PictureFault::Damaged;
  } else if (header.tooLarge()) {
    stored.fault = PictureFault::TooLarge;
  }
  return stored.fault == PictureFault::None;
}

} // namespace detail

std::string noteText(const PictureNote& note) {
  switch (note.kind) {
  case PictureNote::Kind::CutShort:
    return "the file lacks its last bytes; it shows the picture all the same and was used";
  case PictureNote::Kind::Damaged:
    return "the file is damaged inside; parts of the picture may look odd";
  case PictureNote::Kind::FirstFrame:
    return "the first of " + std::to_string(note.count) + " frames of the animation was taken";
  case PictureNote::Kind::FirstPage:
    return "the first of " + std::to_string(note.count) + " pictures in the file was taken";
  case PictureNote::Kind::NearlyBlack:
    return "the picture is nearly black; brighten it if there is somebody in it";
  case PictureNote::Kind::WhollyTransparent:
    return "the picture is wholly transparent; there is nothing to be seen";
  }
  return {};
}

bool showsNothing(std::span<const PictureNote> notes) {
  return std::any_of(notes.begin(), notes.end(),
                     [](const PictureNote& note) { return note.kind == PictureNote::Kind::WhollyTransparent; });
}

DecodedPicture decodePicture(std::span<const std::uint8_t> bytes, PictureColours colours) {
  DecodedPicture decoded;
  const FileType look =
      detectTypeOfBytes(bytes.first(std::min(bytes.size(), kSignatureBytes)), bytes.size() <= kSignatureBytes);
  if (look.kind != FileKind::Picture) {
    decoded.fault = PictureFault::NoPicture;
    decoded.reason = reasonOf(look);
    return decoded;
  }
  detail::StoredPicture stored;
  try {
    const std::optional<ImageHeader> header = readImageHeader(bytes); // before anything is decoded
    if (!header || detail::allowSize(stored, header->width, header->height)) {
      stored = decodeStored(bytes, look.format);
    }
    if (stored.fault == PictureFault::None) {
      finish(stored, colours, decoded.picture);
    }
  } catch (const cv::Exception&) {
    stored.fault = PictureFault::Damaged;
  }
  decoded.fault = stored.fault;
  if (decoded.fault != PictureFault::None) {
    decoded.picture = {};
    decoded.reason = reasonOf(stored, look);
  }
  return decoded;
}

Picture loadPicture(const fs::path& file) {
  const std::vector<std::uint8_t> bytes = readBytes(file);
  DecodedPicture decoded = decodePicture(bytes);
  if (decoded.fault != PictureFault::None) {
    throw Error(ErrorKind::BadData,
                Message("{file} {reason}", {{"file", shownPath(file)}, {"reason", decoded.reason}}));
  }
  if (isNearlyBlack(decoded.picture.image)) {
    decoded.picture.notes.push_back({PictureNote::Kind::NearlyBlack});
  }
  std::sort(decoded.picture.notes.begin(), decoded.picture.notes.end(),
            [](const PictureNote& a, const PictureNote& b) { return a.kind < b.kind; });
  return std::move(decoded.picture);
}

} // namespace mien
