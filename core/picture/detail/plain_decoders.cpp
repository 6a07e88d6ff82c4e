#include "core/common/text/ascii.h"
#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace mien::detail {

namespace {

std::uint64_t littleEndian(Bytes file, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes && at + i < file.size(); ++i) {
    value |= static_cast<std::uint64_t>(file[at + i]) << (8 * i);
  }
  return value;
}

/// Whether a BMP is sound enough for OpenCV, which prints to standard error when it is not.
PictureFault checkBmp(Bytes file, std::uint64_t width, std::uint64_t height) {
  const std::uint64_t offset = littleEndian(file, 10, 4);
  const std::uint64_t header = littleEndian(file, 14, 4);
  const bool old = header == 12;
  const std::uint64_t bits = littleEndian(file, old ? 24 : 28, 2);
  const std::uint64_t compression = old ? 0 : littleEndian(file, 30, 4);
  const std::uint64_t colours = old ? 0 : littleEndian(file, 46, 4);
  constexpr std::array<std::uint64_t, 6> kBits{1, 4, 8, 16, 24, 32};
  const bool runs = compression == 1 || compression == 2;
  if (file.size() < 14 + header || offset > file.size() || offset < 14 + header) {
    return PictureFault::CutShort;
  }
  if (std::find(kBits.begin(), kBits.end(), bits) == kBits.end() || compression > 3 || colours > 256 ||
      (runs && bits != (compression == 1 ? 8U : 4U)) || (compression == 3 && bits < 16)) {
    return PictureFault::Damaged;
  }
  const std::uint64_t row = (width * bits + 31) / 32 * 4;
  return !runs && row * height > file.size() - offset ? PictureFault::CutShort : PictureFault::None;
}

/// Reads the numbers of a PNM's header and of its plain kinds; '#' begins a comment.
class Numbers {
public:
  Numbers(Bytes file, std::size_t at) : m_file(file), m_at(at) {}

  [[nodiscard]] std::size_t at() const { return m_at; }
  [[nodiscard]] bool ended() const { return m_ended; }

  /// At most `digits` of them: the bits of a plain PBM need no blanks between them.
  std::uint64_t next(int digits = 9) {
    while (m_at < m_file.size() && (isAsciiBlank(letter()) || letter() == '#')) {
      const bool comment = letter() == '#';
      while (comment && m_at < m_file.size() && letter() != '\n') {
        ++m_at;
      }
      m_at += m_at < m_file.size() ? 1 : 0;
    }
    m_ended = m_ended || m_at == m_file.size() || !isAsciiDigit(letter());
    std::uint64_t number = 0;
    for (int i = 0; i < digits && m_at < m_file.size() && isAsciiDigit(letter()); ++i, ++m_at) {
      number = number * 10 + static_cast<std::uint64_t>(letter() - '0');
    }
    return number;
  }

private:
  [[nodiscard]] char letter() const { return static_cast<char>(m_file[m_at]); }

  Bytes m_file;
  std::size_t m_at;
  bool m_ended = false;
};

} // namespace

StoredPicture decodeBmp(Bytes file) {
  StoredPicture stored;
  const std::optional<ImageHeader> header = readImageHeader(file);
  if (!header || !allowSize(stored, header->width, header->height)) {
    stored.fault = header ? stored.fault : PictureFault::Damaged;
    return stored;
  }
  stored.fault = checkBmp(file, header->width, header->height);
  if (stored.fault != PictureFault::None) {
    return stored;
  }
  std::vector<std::uint8_t> bytes(file.begin(), file.end());
  bytes.insert(bytes.end(), {0, 1, 0, 1}); // the end mark of runs, should it be missing
  stored.pixels = cv::imdecode(bytes, cv::IMREAD_ANYCOLOR);
  stored.fault = stored.pixels.empty() ? PictureFault::Damaged : PictureFault::None;
  return stored;
}

StoredPicture decodePnm(Bytes file) {
  StoredPicture stored;
  const int kind = file[1] - '0'; // 1 to 3 in digits, 4 to 6 in bytes: bits, grey, colours
  const bool bits = kind == 1 || kind == 4;
  const bool digits = kind <= 3;
  const int channels = kind % 3 == 0 ? 3 : 1;
  Numbers numbers(file, 2);
  const std::uint64_t width = numbers.next();
  const std::uint64_t height = numbers.next();
  const std::uint64_t white = bits ? 1 : numbers.next();
  if (numbers.ended() || white == 0 || white > 65535) {
    stored.fault = PictureFault::Damaged;
    return stored;
  }
  if (!allowSize(stored, width, height)) {
    return stored;
  }
  stored.pixels.create(static_cast<int>(height), static_cast<int>(width), CV_8UC(channels));
  const std::size_t samples = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  const std::size_t size = white > 255 ? 2 : 1;
  const std::size_t rowBytes = bits ? (samples + 7) / 8 : samples * size;
  const std::size_t first = numbers.at() + 1; // one blank ends the header
  if (!digits && (first > file.size() || rowBytes * height > file.size() - first)) {
    stored.fault = PictureFault::CutShort;
    return stored;
  }
  for (int y = 0; y < stored.pixels.rows; ++y) {
    const std::uint8_t* from = digits ? nullptr : file.data() + first + static_cast<std::size_t>(y) * rowBytes;
    std::uint8_t* to = stored.pixels.ptr(y);
    for (std::size_t i = 0; i < samples; ++i) {
      const std::uint64_t value = digits      ? numbers.next(bits ? 1 : 9)
                                  : bits      ? from[i / 8] >> (7 - i % 8) & 1U
                                  : size == 2 ? std::uint64_t{from[2 * i]} << 8U | from[2 * i + 1]
                                              : from[i];
      const std::uint64_t shown =
          std::min(value, white) * 255 / white + (std::min(value, white) * 255 % white * 2 >= white);
      const std::size_t swapped = channels == 3 ? i - i % 3 + 2 - i % 3 : i; // RGB in the file
      to[swapped] = static_cast<std::uint8_t>(bits ? 255 - shown : shown);
    }
  }
  stored.fault = numbers.ended() ? PictureFault::CutShort : PictureFault::None;
  return stored;
}

} // namespace mien::detail
