#include "core/data/detail/image_files.h"

#include "core/common/files/regular_file.h"
#include "core/picture/picture.h"

#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace mien::detail {

namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 28U;

// The buffer is the thread's own and keeps its memory: small files are read by the ten thousand.
ImageState readImageFile(const std::filesystem::path& path, std::vector<std::uint8_t>& buffer) {
  RegularFile file(path);
  if (file.state() == FileState::Missing || file.state() == FileState::Unreadable) {
    return ImageState::Missing;
  }
  if (file.state() != FileState::Readable || file.size() > kLargestFile) {
    return ImageState::Corrupt;
  }
  if (file.size() == 0) {
    return ImageState::Empty;
  }
  return file.read(0, static_cast<std::size_t>(file.size()), buffer) ? ImageState::Usable : ImageState::Corrupt;
}

bool holds(const std::vector<PictureNote>& notes, std::initializer_list<PictureNote::Kind> kinds) {
  return std::any_of(notes.begin(), notes.end(), [&](const PictureNote& note) {
    return std::find(kinds.begin(), kinds.end(), note.kind) != kinds.end();
  });
}

const char* reasonOf(PictureFault fault) {
  switch (fault) {
  case PictureFault::NoPicture:
    return "no picture of a kind that is read here";
  case PictureFault::TooLarge:
    return "more than 100 megapixels";
  case PictureFault::CutShort:
    return "cut short";
  case PictureFault::NoDecoder:
    return "libheif has no decoder for it; install libheif-plugin-libde265 or libheif-plugin-dav1d";
  default:
    return "damaged";
  }
}

ImageFacts decodeBytes(const std::vector<std::uint8_t>& bytes, cv::Mat& gray) {
  ImageFacts facts;
  DecodedPicture decoded = decodePicture(bytes, PictureColours::Grey);
  if (decoded.fault != PictureFault::None) {
    facts.state = ImageState::Corrupt;
    facts.reason = reasonOf(decoded.fault);
    return facts;
  }
  using Kind = PictureNote::Kind;
  gray = std::move(decoded.picture.image);
  facts.state = ImageState::Usable;
  facts.colour = decoded.picture.colour;
  facts.cutShort = holds(decoded.picture.notes, {Kind::CutShort, Kind::Damaged});
  facts.several = holds(decoded.picture.notes, {Kind::FirstFrame, Kind::FirstPage});
  facts.transparent = holds(decoded.picture.notes, {Kind::WhollyTransparent});
  facts.width = gray.cols;
  facts.height = gray.rows;
  return facts;
}

/// From the header alone where it tells enough; else the picture is decoded to find out.
ImageFacts inspectBytes(const std::vector<std::uint8_t>& bytes) {
  const std::optional<ImageHeader> header = readImageHeader(bytes);
  if (!header || !header->complete) {
    cv::Mat gray;
    return decodeBytes(bytes, gray);
  }
  ImageFacts facts;
  facts.state = header->tooLarge() ? ImageState::Corrupt : ImageState::Usable;
  facts.colour = header->colour;
  facts.width = static_cast<int>(header->width);
  facts.height = static_cast<int>(header->height);
  return facts;
}

} // namespace

FileImageSource::FileImageSource(const std::filesystem::path& root, std::vector<std::string> files)
    : m_root(root), m_files(std::move(files)) {}

ImageFacts FileImageSource::inspect(std::size_t record) const {
  thread_local std::vector<std::uint8_t> bytes;
  ImageFacts facts;
  facts.state = readImageFile(m_root / m_files[record], bytes);
  if (facts.state == ImageState::Usable) {
    facts = inspectBytes(bytes);
    facts.hash = XXH3_64bits(bytes.data(), bytes.size());
  }
  return facts;
}

ImageFacts FileImageSource::decode(std::size_t record, cv::Mat& gray) const {
  thread_local std::vector<std::uint8_t> bytes;
  ImageFacts facts;
  facts.state = readImageFile(m_root / m_files[record], bytes);
  if (facts.state == ImageState::Usable) {
    facts = decodeBytes(bytes, gray);
    facts.hash = XXH3_64bits(bytes.data(), bytes.size());
  }
  return facts;
}

} // namespace mien::detail
