#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace mien {

/// What a file is, told by its content, never by its suffix: the one list for named files, folders, data sets, drops
/// and videos.
enum class FileKind : std::uint8_t {
  Picture,    ///< of a format that loadPicture() reads; animated ones too
  Video,      ///< a container of films: MP4/QuickTime/3GP, Matroska/WebM, AVI, MPEG-TS and -PS, FLV, Ogg, ASF, ...
  Table,      ///< text in columns (CSV and its like)
  Weights,    ///< a file that holds weights, or would like to: PyTorch, safetensors, HDF5, ONNX
  Litter,     ///< what systems leave behind (an AppleDouble file)
  Folder,     ///< a folder
  Special,    ///< a pipe, a device or a socket; never opened
  Empty,      ///< not a byte
  Missing,    ///< nothing of that name, or a link to nowhere
  Unreadable, ///< it may not be read
  Copy,       ///< a picture or video that Mien has drawn its findings into; listFolder() tells it from the others
  Other,      ///< anything else; FileType::what says more where that is known
};

enum class PictureFormat : std::uint8_t { None, Png, Jpeg, Bmp, WebP, Tiff, Pnm, Gif, Heif, Avif };

/// What a look at the first bytes of a file gave.
struct FileType {
  FileKind kind = FileKind::Other;
  PictureFormat format = PictureFormat::None; ///< of a Picture
  bool animated = false;                      ///< a Picture that holds several, one after the other in time
  std::string_view what = {}; ///< "a PNG picture", "an MP4 or QuickTime video", "a web page"; may be empty
};

/// Bytes that tell the kind of any file (a few formats want more to tell whether they are animated).
inline constexpr std::size_t kSignatureBytes = 4096;

/// Looks at a file. Reads kSignatureBytes, and more of GIF and PNG only when `countFrames` asks whether they are
/// animated. Opens regular files only, so it never waits for a pipe or a device. Never throws. Any thread.
[[nodiscard]] FileType detectFileType(const std::filesystem::path& file, bool countFrames = false);

/// Looks at the first bytes (or all) of a file, of which there are no more when `whole`. Never Folder, Special, Missing
/// or Unreadable. Of GIF and PNG, `animated` is right as far as the bytes go. Any thread.
[[nodiscard]] FileType detectTypeOfBytes(std::span<const std::uint8_t> bytes, bool whole = false);

/// Whether the name is one of those that systems leave behind, which nobody means to give: hidden files, "._face.jpg",
/// ".DS_Store", "__MACOSX", ".ipynb_checkpoints", "Thumbs.db", "desktop.ini" and the like, files and folders. Of a file
/// that the user names himself, only the content counts.
[[nodiscard]] bool isLitterName(const std::filesystem::path& name);

/// Whether the name ends like a picture's, in any case: what is called a picture and is none is worth a word.
[[nodiscard]] bool hasPictureSuffix(const std::filesystem::path& name);

} // namespace mien
