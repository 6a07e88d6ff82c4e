#include "core/picture/file_kind.h"

#include "core/common/files/regular_file.h"
#include "core/common/text/ascii.h"
#include "core/picture/detail/signatures.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace mien {

namespace {

constexpr std::size_t kFrameBytes = std::size_t{16} << 20U; // in which a second picture must begin to be noticed

constexpr std::array<std::string_view, 3> kTableSuffixes{".csv", ".tsv", ".tab"};
constexpr std::array<std::string_view, 2> kFilmedJpegSuffixes{".mjpeg", ".mjpg"};

FileKind kindOf(FileState state) {
  switch (state) {
  case FileState::Missing:
    return FileKind::Missing;
  case FileState::Folder:
    return FileKind::Folder;
  case FileState::Special:
    return FileKind::Special;
  case FileState::Unreadable:
    return FileKind::Unreadable;
  case FileState::Readable:
    break;
  }
  return FileKind::Other;
}

template <std::size_t Count> bool isOneOf(std::string_view name, const std::array<std::string_view, Count>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

FileType detectTypeOfBytes(std::span<const std::uint8_t> bytes, bool whole) {
  if (bytes.empty()) {
    return {FileKind::Empty, PictureFormat::None, false, "empty"};
  }
  if (std::optional<FileType> look = detail::detectBySignature(bytes)) {
    look->animated = look->animated || detail::isAnimated(bytes, look->format);
    return *look;
  }
  return detail::detectTextType(bytes.first(std::min(bytes.size(), kSignatureBytes)),
                                whole && bytes.size() <= kSignatureBytes)
      .value_or(FileType{});
}

FileType detectFileType(const std::filesystem::path& path, bool countFrames) {
  RegularFile file(path);
  thread_local std::vector<std::uint8_t> bytes;
  if (!file.read(0, kSignatureBytes, bytes)) {
    return {kindOf(file.state()), PictureFormat::None, false, {}};
  }
  FileType look = detectTypeOfBytes(bytes, bytes.size() < kSignatureBytes);
  if (look.what == detail::kTextFile && isOneOf(asciiLower(path.extension().native()), kTableSuffixes)) {
    return {FileKind::Table, PictureFormat::None, false, "a table"}; // of one column: its text alone does not tell
  }
  if (look.format == PictureFormat::Jpeg && isOneOf(asciiLower(path.extension().native()), kFilmedJpegSuffixes)) {
    return {FileKind::Video, PictureFormat::None, false, "a Motion JPEG video"}; // one picture after the other
  }
  const bool hidden = look.format == PictureFormat::Gif || look.format == PictureFormat::Png;
  if (countFrames && hidden && !look.animated && bytes.size() == kSignatureBytes && file.read(0, kFrameBytes, bytes)) {
    look.animated = detail::isAnimated(bytes, look.format);
    bytes = {}; // a picture's worth of memory is not kept for a look
  }
  return look;
}

bool isLitterName(const std::filesystem::path& path) {
  static constexpr std::array<std::string_view, 9> kNames{"__macosx",    "thumbs.db",   "ehthumbs.db",
                                                          "desktop.ini", "@eadir",      "$recycle.bin",
                                                          "lost+found",  "__pycache__", "icon\r"};
  const std::string name = asciiLower(path.filename().native());
  return (name.size() > 1 && name.front() == '.' && name != "..") || isOneOf(name, kNames);
}

bool hasPictureSuffix(const std::filesystem::path& name) {
  static constexpr std::array<std::string_view, 22> kSuffixes{
      ".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".pjp",  ".bmp",  ".dib",  ".webp",
      ".tif", ".tiff", ".pbm", ".pgm",  ".ppm", ".pnm",  ".gif",   ".heic", ".heif", ".avif", ".hif"};
  return isOneOf(asciiLower(name.extension().native()), kSuffixes);
}

} // namespace mien
