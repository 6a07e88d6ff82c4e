#include "core/data/table/csv_reader.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <cerrno>
#include <cstring>

namespace mien::detail {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18; // even, so that no character of UTF-16 is cut in two
constexpr std::size_t kLongestLine = std::size_t{1} << 24;

std::FILE* open(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) { // a pipe would be waited for without end
    throw Error(ErrorKind::NotFound,
                Message("cannot open {file}: {file2}. Give a table in a file, or a folder.",
                        {{"file", shownPath(file)},
                         {"file2", error ? Message::verbatim(error.message()) : Message("it is no regular file")}}));
  }
  std::FILE* opened = std::fopen(file.c_str(), "rb");
  if (opened == nullptr) {
    throw Error(ErrorKind::NotFound, Message("cannot open {file}: {reason}. Check its name and permissions.",
                                             {{"file", shownPath(file)}, {"reason", std::strerror(errno)}}));
  }
  return opened;
}

} // namespace

CsvReader::CsvReader(const std::filesystem::path& file) : m_path(file), m_file(open(file)), m_chunk(kChunk) {
  (void)fill();
  m_format = findTableFormat({m_chunk.data(), m_chunkSize});
  m_splitter.setDelimiter(m_format.delimiter);
  m_chunkUsed = m_offset = m_format.byteOrderMark;
}

// False at the end of the file.
bool CsvReader::fill() {
  m_chunkSize = std::fread(m_chunk.data(), 1, m_chunk.size(), m_file.get());
  m_chunkUsed = 0;
  if (m_chunkSize == 0 && std::ferror(m_file.get()) != 0) {
    throw Error(ErrorKind::Io, Message("reading {path} failed: {reason}. Check the disk.",
                                       {{"path", shownPath(m_path)}, {"reason", std::strerror(errno)}}));
  }
  return m_chunkSize > 0;
}

bool CsvReader::readLine(CsvRow& row) {
  m_text.clear();
  row.offset = m_offset;
  for (;;) {
    if (m_chunkUsed == m_chunkSize && !fill()) {
      if (m_text.empty()) {
        return false;
      }
      break;
    }
    const std::string_view left(m_chunk.data() + m_chunkUsed, m_chunkSize - m_chunkUsed);
    const std::size_t end = findLineEnd(left, m_format);
    const bool ended = end != std::string_view::npos;
    const std::size_t size = ended ? end : left.size();
    m_text.append(left.substr(0, size));
    const std::size_t eaten = size + (ended ? lineEndSize(m_format) : 0);
    m_chunkUsed += eaten;
    m_offset += eaten;
    if (m_text.size() > kLongestLine) {
      throw Error(
          ErrorKind::BadData,
          Message("{path}:{line} is longer than 16 MiB: this is no table of labels. Take it away, or give another one.",
                  {{"path", shownPath(m_path)}, {"line", m_line + 1}}));
    }
    if (ended) {
      break;
    }
  }
  row.line = ++m_line;
  return true;
}

bool CsvReader::next(CsvRow& row) {
  while (readLine(row)) {
    row.length = m_text.size();
    if (m_format.encoding != TextEncoding::Utf8) {
      m_text = toUtf8(m_text, m_format.encoding);
    }
    if (m_text.ends_with('\r')) {
      m_windowsLineEnds = true;
      m_text.pop_back();
      row.length -= lineEndSize(m_format);
    }
    if (m_format.separatorLine && row.line == 1) {
      continue;
    }
    m_splitter.split(m_text, row.fields);
    if (!row.fields.empty()) {
      return true;
    }
  }
  return false;
}

void CsvReader::report(ProblemLog& log) const {
  if (m_format.byteOrderMark > 0) {
    log.add(Problem::ByteOrderMark, shownPath(m_path.filename()));
  }
  if (m_windowsLineEnds) {
    log.add(Problem::WindowsLineEnds, shownPath(m_path.filename()));
  }
}

} // namespace mien::detail
