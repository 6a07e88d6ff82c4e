#include "core/data/layouts/pixel_source.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/data/table/csv_line.h"
#include "core/data/table/pixel_text.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace mien::detail {

namespace {

bool readLine(int file, std::uint64_t offset, std::string& line) {
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t got = ::pread(file, line.data() + done, line.size() - done, static_cast<off_t>(offset + done));
    if (got <= 0) {
      return false;
    }
    done += static_cast<std::size_t>(got);
  }
  return true;
}

} // namespace

PixelSource::~PixelSource() {
  for (const File& file : m_files) {
    ::close(file.handle);
  }
}

void PixelSource::open(const std::filesystem::path& file, const TableFormat& format, std::size_t pixelColumn) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (handle < 0) {
    throw Error(ErrorKind::NotFound, Message("cannot open {file}: {reason}. Check its name and permissions.",
                                             {{"file", shownPath(file)}, {"reason", std::strerror(errno)}}));
  }
  m_files.push_back({handle, format, pixelColumn});
}

void PixelSource::add(std::uint64_t offset, std::size_t length) {
  m_places.push_back({offset, static_cast<std::uint32_t>(length), static_cast<std::uint32_t>(m_files.size() - 1)});
}

ImageFacts PixelSource::inspect(std::size_t record) const {
  thread_local cv::Mat gray;
  return decode(record, gray);
}

ImageFacts PixelSource::decode(std::size_t record, cv::Mat& gray) const {
  thread_local std::string line;
  thread_local CsvLine splitter;
  thread_local std::vector<std::string> fields;
  thread_local std::vector<std::uint8_t> pixels;
  ImageFacts facts;
  const Place& place = m_places[record];
  const File& file = m_files[place.file];
  line.resize(place.length);
  if (!readLine(file.handle, place.offset, line)) {
    return facts;
  }
  if (file.format.encoding != TextEncoding::Utf8) {
    line = toUtf8(line, file.format.encoding);
  }
  splitter.setDelimiter(file.format.delimiter);
  splitter.split(line, fields);
  if (file.pixelColumn >= fields.size() || fields[file.pixelColumn].empty()) {
    facts.state = ImageState::Empty;
    return facts;
  }
  const int side = parsePixels(fields[file.pixelColumn], pixels, facts.reason);
  facts.state = side > 0 ? ImageState::Usable : ImageState::Corrupt;
  facts.width = facts.height = side;
  if (side > 0) {
    gray.create(side, side, CV_8UC1);
    std::copy(pixels.begin(), pixels.end(), gray.data);
    facts.hash = XXH3_64bits(gray.data, gray.total());
  }
  return facts;
}

} // namespace mien::detail
