#include "core/common/files/output_mark.h"

#include "core/common/text/ascii.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace mien {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPngStart = "\x89PNG\r\n\x1a\n";
constexpr std::size_t kPngHeader = 8 + 25; // the signature and IHDR, which comes first
constexpr std::string_view kSoftware = "Software";
constexpr std::string_view kCopy = "Mien, annotated copy of ";
constexpr std::size_t kDigits = 16;
constexpr std::size_t kHead = 4096;
constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

/// The first lines of what Mien writes as text; of tables the columns that do not depend on the labels.
constexpr std::array<std::string_view, 7> kFirstLines{"file,face,x,y,width,height,score,label,", // FaceCsv
                                                      "time,face,x,y,width,height,", // session tables of before
                                                      "frame,time,face,state,",      // session tables
                                                      "file,frame,time,face,state,", // the same of several videos
                                                      "metric,class,value\n",        // metrics.csv
                                                      "file,votes_neutral,votes_happiness,", // predictions.csv
                                                      "Mien evaluation report\n"};           // evaluation_report.txt

std::string bigEndian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return bytes;
}

/// Of a PNG's chunk (ISO 3309).
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xEDB88320U : crc >> 1U;
    }
  }
  return ~crc;
}

std::string markText(std::string_view copyOf) {
  return copyOf.empty() ? std::string(kProgramName) : std::string(kCopy) + std::string(copyOf);
}

std::optional<OutputMark> parseMark(std::string_view text) {
  if (text == kProgramName) {
    return OutputMark{};
  }
  if (text.starts_with(kCopy) && text.size() == kCopy.size() + kDigits) {
    return OutputMark{std::string(text.substr(kCopy.size()))};
  }
  return {};
}

std::optional<OutputMark> pngMark(std::string_view head) {
  // Other programs may have put chunks of their own before ours.
  for (std::size_t at = kPngStart.size(); at + 12 <= head.size();) {
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      size = size << 8U | static_cast<std::uint8_t>(head[at + i]);
    }
    const std::string_view type = head.substr(at + 4, 4);
    if (type == "IDAT" || size > head.size() - at - 12) {
      break;
    }
    const std::string_view text = head.substr(at + 8, size);
    if (type == "tEXt" && text.starts_with(kSoftware) && text.size() > kSoftware.size()) {
      if (auto mark = parseMark(text.substr(kSoftware.size() + 1))) {
        return mark;
      }
    }
    at += 12 + size;
  }
  return {};
}

std::optional<OutputMark> textMark(std::string_view head) {
  if (head.starts_with(kUtf8Mark)) { // a table for spreadsheets
    head.remove_prefix(kUtf8Mark.size());
  }
  if (std::ranges::any_of(kFirstLines, [head](std::string_view line) { return head.starts_with(line); })) {
    return OutputMark{};
  }
  std::string dense;
  std::ranges::copy_if(head.substr(0, 128), std::back_inserter(dense),
                       [](char letter) { return !isAsciiBlank(letter); });
  const std::string first = std::string("{\"") + kProgramKey + "\":\"" + kProgramName;
  return dense.starts_with(first) || dense.starts_with("[" + first) ? std::optional(OutputMark{}) : std::nullopt;
}

/// Up to `most` bytes from `offset` on.
std::string readPart(int descriptor, off_t offset, std::size_t most) {
  std::string bytes(most, '\0');
  const ssize_t count = ::pread(descriptor, bytes.data(), most, offset);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

} // namespace

std::optional<OutputMark> readOutputMark(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe must not be waited for
  if (descriptor < 0) {
    return {};
  }
  struct stat status {};
  std::optional<OutputMark> mark;
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    const std::string head = readPart(descriptor, 0, kHead);
    if (head.starts_with(kPngStart)) {
      mark = pngMark(head);
    } else if (std::string_view(head).substr(0, 8).ends_with("ftyp")) {
      const std::size_t size = videoMark(std::string(kDigits, '0')).size();
      const std::string tail =
          readPart(descriptor, std::max<off_t>(0, status.st_size - static_cast<off_t>(size)), size);
      if (tail.size() == size && tail.substr(4, 4) == "free") {
        mark = parseMark(std::string_view(tail).substr(8));
      }
    } else {
      mark = textMark(head);
    }
  }
  ::close(descriptor);
  return mark;
}

bool isAnnotatedCopy(const fs::path& file) {
  const auto mark = readOutputMark(file);
  return mark && !mark->copyOf.empty();
}

std::string sourceDigest(const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::absolute(file, error), error);
  const std::string path = (error ? file : whole).string();
  std::uint64_t rest = XXH3_64bits(path.data(), path.size());
  std::string digits(kDigits, '0');
  for (char& digit : digits) {
    digit = "0123456789abcdef"[rest & 0xFU];
    rest >>= 4U;
  }
  return digits;
}

std::string markedPng(std::span<const std::byte> png, std::string_view copyOf) {
  std::string bytes(reinterpret_cast<const char*>(png.data()), png.size());
  if (bytes.starts_with(kPngStart) && bytes.size() > kPngHeader) {
    const std::string chunk = "tEXt" + std::string(kSoftware) + '\0' + markText(copyOf);
    bytes.insert(kPngHeader, bigEndian(static_cast<std::uint32_t>(chunk.size() - 4)) + chunk + bigEndian(crc32(chunk)));
  }
  return bytes;
}

std::string videoMark(std::string_view copyOf) {
  const std::string text = markText(copyOf);
  return bigEndian(static_cast<std::uint32_t>(8 + text.size())) + "free" + text;
}

} // namespace mien
