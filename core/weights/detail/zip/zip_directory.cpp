#include "core/weights/detail/zip/zip_directory.h"

#include "core/common/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <string_view>

namespace mien::detail {

namespace {

using namespace std::string_view_literals;

static_assert(std::endian::native == std::endian::little, "Numbers are copied from little-endian files as they are");

constexpr std::uint64_t kMaxDirectory = std::uint64_t{64} << 20U;

[[noreturn]] void damaged() {
  throw Error(ErrorKind::BadData, Message("it is a zip file (as torch.save writes) but damaged or cut short"));
}

/// Numbers out of a stretch of the file; throws where it ends too early.
class Fields {
public:
  explicit Fields(std::string_view bytes) : m_rest(bytes) {}

  template <typename T> T number() {
    T value;
    std::memcpy(&value, text(sizeof value).data(), sizeof value);
    return value;
  }

  std::string_view text(std::size_t size) {
    if (size > m_rest.size()) {
      damaged();
    }
    const std::string_view taken = m_rest.substr(0, size);
    m_rest.remove_prefix(size);
    return taken;
  }

  void skip(std::size_t size) { (void)text(size); }
  [[nodiscard]] bool empty() const { return m_rest.empty(); }

private:
  std::string_view m_rest;
};

class Source {
public:
  explicit Source(const std::filesystem::path& file) : m_stream(file, std::ios::binary) {
    std::error_code error;
    m_size = std::filesystem::file_size(file, error);
    if (error || !m_stream) {
      throw Error(ErrorKind::Io, Message("it cannot be read. Check the disk and that you may read the file"));
    }
  }

  [[nodiscard]] std::uint64_t size() const { return m_size; }

  std::string read(std::uint64_t offset, std::uint64_t size) {
    if (offset > m_size || size > m_size - offset) {
      damaged();
    }
    std::string bytes(size, '\0');
    m_stream.seekg(static_cast<std::streamoff>(offset));
    m_stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!m_stream) {
      damaged();
    }
    return bytes;
  }

private:
  std::ifstream m_stream;
  std::uint64_t m_size = 0;
};

struct Directory {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
};

Directory findDirectory(Source& source) {
  constexpr std::uint64_t kEnd = 22;
  const std::uint64_t tailSize = std::min<std::uint64_t>(source.size(), kEnd + 0xffff);
  const std::string tail = source.read(source.size() - tailSize, tailSize);
  const std::size_t found = tail.rfind("PK\x05\x06"sv);
  if (found == std::string::npos) {
    damaged();
  }
  Fields end(std::string_view(tail).substr(found + 4));
  end.skip(6);
  Directory directory;
  directory.entries = end.number<std::uint16_t>();
  directory.size = end.number<std::uint32_t>();
  directory.offset = end.number<std::uint32_t>();
  const std::uint64_t endOffset = source.size() - tailSize + found;
  constexpr std::uint64_t kLocator = 20;
  if (endOffset >= kLocator) {
    const std::string locator = source.read(endOffset - kLocator, kLocator);
    if (locator.starts_with("PK\x06\x07"sv)) {
      Fields fields(std::string_view(locator).substr(8));
      const std::string end64 = source.read(fields.number<std::uint64_t>(), 56);
      if (!end64.starts_with("PK\x06\x06"sv)) {
        damaged();
      }
      Fields fields64(std::string_view(end64).substr(32));
      directory.entries = fields64.number<std::uint64_t>();
      directory.size = fields64.number<std::uint64_t>();
      directory.offset = fields64.number<std::uint64_t>();
    }
  }
  if (directory.size > kMaxDirectory || directory.offset > endOffset || directory.size > endOffset - directory.offset) {
    damaged();
  }
  return directory;
}

/// Replaces what did not fit into 32 bits by what stands in the entry's extra field.
void readZip64(std::string_view extra, std::uint64_t& unpacked, std::uint64_t& packed, std::uint64_t& offset) {
  Fields fields(extra);
  while (!fields.empty()) {
    const auto kind = fields.number<std::uint16_t>();
    Fields value(fields.text(fields.number<std::uint16_t>()));
    if (kind == 1) {
      for (std::uint64_t* number : {&unpacked, &packed, &offset}) {
        if (*number == 0xffffffffU) {
          *number = value.number<std::uint64_t>();
        }
      }
      return;
    }
  }
}

} // namespace

std::vector<ZipExtent> readZipDirectory(const std::filesystem::path& file) {
  Source source(file);
  const Directory directory = findDirectory(source);
  const std::string bytes = source.read(directory.offset, directory.size);
  Fields fields(bytes);
  std::vector<ZipExtent> extents;
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    if (fields.text(4) != "PK\x01\x02"sv) {
      damaged();
    }
    fields.skip(16);
    std::uint64_t packed = fields.number<std::uint32_t>();
    std::uint64_t unpacked = fields.number<std::uint32_t>();
    const auto nameSize = fields.number<std::uint16_t>();
    const auto extraSize = fields.number<std::uint16_t>();
    const auto commentSize = fields.number<std::uint16_t>();
    fields.skip(8);
    std::uint64_t offset = fields.number<std::uint32_t>();
    ZipExtent& extent = extents.emplace_back();
    extent.name = fields.text(nameSize);
    readZip64(fields.text(extraSize), unpacked, packed, offset);
    fields.skip(commentSize);

    // The entry's own header may have another extra field: torch.save aligns the numbers with it.
    constexpr std::uint64_t kHeader = 30;
    const std::string header = source.read(offset, kHeader);
    if (!header.starts_with("PK\x03\x04"sv)) {
      damaged();
    }
    Fields own(std::string_view(header).substr(26));
    const std::uint64_t ownName = own.number<std::uint16_t>();
    const std::uint64_t ownExtra = own.number<std::uint16_t>();
    extent.begin = offset;
    if (__builtin_add_overflow(offset + kHeader + ownName + ownExtra, packed, &extent.end) ||
        extent.end > directory.offset) {
      damaged();
    }
  }
  return extents;
}

bool anyOverlap(std::vector<ZipExtent> extents) {
  std::ranges::sort(extents, {}, &ZipExtent::begin);
  return std::ranges::adjacent_find(extents, [](const ZipExtent& one, const ZipExtent& next) {
           return one.end > next.begin;
         }) != extents.end();
}

} // namespace mien::detail
