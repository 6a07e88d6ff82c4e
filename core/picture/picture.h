#pragma once

#include "core/picture/picture_header.h"

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace mien {

/// What people should know of a picture that can be used.
struct PictureNote {
  enum class Kind : std::uint8_t {
    CutShort,          ///< the file lacks its last bytes, but shows (nearly) the whole picture
    Damaged,           ///< the decoder met errors inside; part of the picture may look odd
    FirstFrame,        ///< of an animation of `count` pictures
    FirstPage,         ///< of a file of `count` pictures (TIFF, HEIC)
    NearlyBlack,       ///< hardly anything to be seen
    WhollyTransparent, ///< nothing to be seen
  };
  Kind kind = Kind::CutShort;
  int count = 0;

  friend bool operator==(const PictureNote&, const PictureNote&) = default;
};

/// "it lacks its last bytes; what is there was used", "the first of 12 frames was taken": an English half-sentence that
/// goes on after the file's name and a colon.
[[nodiscard]] std::string noteText(const PictureNote& note);

/// Why a picture cannot be used.
enum class PictureFault : std::uint8_t {
  None,
  NoPicture, ///< something else, or a format that is not read here
  TooLarge,  ///< more than kMaxImagePixels
  CutShort,  ///< so much of it is missing that it does not show the whole picture
  Damaged,   ///< the decoder gave up
  NoDecoder, ///< the system lacks the part that decodes it
};

struct Picture {
  cv::Mat image;                  ///< 8-bit BGR, or grey where that was asked for; upright
  bool colour = false;            ///< the file stores colours (they may all be grey)
  std::vector<PictureNote> notes; ///< in the order of the enumeration
};

/// Whether the notes say that nobody can be in it.
[[nodiscard]] bool showsNothing(std::span<const PictureNote> notes);

/// What decodePicture() gives: a picture, or why there is none.
struct DecodedPicture {
  Picture picture;
  PictureFault fault = PictureFault::None;
  std::string reason; ///< of a fault: goes on after the file's name ("is a web page, not a picture; ...")
};

enum class PictureColours : std::uint8_t {
  Bgr,
  Grey, ///< cv::COLOR_BGR2GRAY of the BGR picture: what every classifier here sees
};

// The one decoder: Data, Train, Evaluate, Predict and Live see the same picture of one file. PNG, JPEG, WebP, TIFF,
// GIF, BMP, PNM, HEIC and AVIF by content, whatever the name says. As people see it:
// - turned upright by the EXIF orientation (JPEG, PNG, WebP), the TIFF tag or HEIC's own transformations; values that
//   are none are passed over;
// - 16 bits scaled to 8 (65535 to 255); numbers with a point (TIFF) as 0 to 1, or 0 to 255 or 0 to 65535 where larger
//   ones occur; CMYK without a colour profile; palettes, single bits, grey with alpha;
// - transparent parts laid on white, as on a page: FER2013 has many faces on white, none on a chequered ground. What
//   colours hide under full transparency makes no difference;
// - the first picture of an animation or of several pages, with a note.
// Prints nothing. Any thread.

/// Decodes the bytes of a file. Never throws for what they hold (std::bad_alloc apart).
[[nodiscard]] DecodedPicture decodePicture(std::span<const std::uint8_t> bytes,
                                           PictureColours colours = PictureColours::Bgr);

/// Reads a file. Throws Error naming the file and the remedy: NotFound, Io, BadArgument for a folder, a pipe or a
/// device, else BadData. Notes NearlyBlack and WhollyTransparent as well.
[[nodiscard]] Picture loadPicture(const std::filesystem::path& file);

} // namespace mien
