#pragma once

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <cstdint>

namespace mien::detail {

enum class ImageState : std::uint8_t { Usable, Missing, Empty, Corrupt };

/// What is known of an image without its pixels.
struct ImageFacts {
  ImageState state = ImageState::Missing;
  bool colour = false;
  int width = 0;
  int height = 0;
  std::uint64_t hash = 0;       ///< of the content as it stands on disk: the file's bytes, or a table's pixels
  std::uint64_t pixelHash = 0;  ///< of the pixels as they are kept in memory; 0 where they are not
  const char* reason = nullptr; ///< why it is Corrupt, where that is known; lives for ever
};

/// The images a layout's reader found, in the order of its records. Any thread, many at a time; never throws on bad
/// images.
class ImageSource {
public:
  virtual ~ImageSource() = default;

  /// Looks at the image as cheaply as tells a sound one from a broken one, and hashes its bytes as they stand on disk.
  [[nodiscard]] virtual ImageFacts inspect(std::size_t record) const = 0;

  /// Decodes to 8-bit grey in its own size; the facts are those of inspect(), the same hash among them.
  [[nodiscard]] virtual ImageFacts decode(std::size_t record, cv::Mat& gray) const = 0;
};

} // namespace mien::detail
