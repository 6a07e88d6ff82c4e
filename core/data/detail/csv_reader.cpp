#include "core/data/detail/csv_reader.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"

#include <csv.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace mien::detail {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr std::size_t kLongestLine = std::size_t{1} << 24;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// libcsv hands out fields one by one; the strings of the row before are used again.
struct Sink {
  std::vector<std::string>* fields;
  std::size_t used = 0;
};

void onField(void* text, std::size_t size, void* context) {
  auto* sink = static_cast<Sink*>(context);
  if (sink->used == sink->fields->size()) {
    sink->fields->emplace_back();
  }
  (*sink->fields)[sink->used++].assign(static_cast<const char*>(text), size);
}

} // namespace

CsvLine::CsvLine() : m_parser(std::make_unique<csv_parser>()) {
  if (csv_init(m_parser.get(), 0) != 0) {
    throw std::bad_alloc();
  }
}

CsvLine::~CsvLine() { csv_free(m_parser.get()); }

void CsvLine::split(std::string_view line, std::vector<std::string>& fields) {
  Sink sink{&fields};
  if (csv_parse(m_parser.get(), line.data(), line.size(), onField, nullptr, &sink) != line.size()) {
    throw std::bad_alloc(); // outside strict mode, lack of memory is all that can stop libcsv
  }
  csv_fini(m_parser.get(), onField, nullptr, &sink);
  fields.resize(sink.used);
}

CsvReader::CsvReader(const std::filesystem::path& file)
    : m_path(file), m_file(std::fopen(file.c_str(), "rb")), m_chunk(kChunk) {
  if (!m_file) {
    throw Error(ErrorKind::NotFound,
                "cannot open " + file.string() + ": " + std::strerror(errno) + ". Check its name and permissions.");
  }
}

bool CsvReader::readLine(CsvRow& row) {
  m_text.clear();
  row.offset = m_offset;
  for (;;) {
    if (m_chunkUsed == m_chunkSize) {
      m_chunkSize = std::fread(m_chunk.data(), 1, m_chunk.size(), m_file.get());
      m_chunkUsed = 0;
      if (m_chunkSize == 0) {
        if (std::ferror(m_file.get()) != 0) {
          throw Error(ErrorKind::Io, "reading " + m_path.string() + " failed: " + std::strerror(errno));
        }
        if (m_text.empty()) {
          return false;
        }
        break;
      }
    }
    const char* from = m_chunk.data() + m_chunkUsed;
    const std::size_t left = m_chunkSize - m_chunkUsed;
    const auto* end = static_cast<const char*>(std::memchr(from, '\n', left));
    const std::size_t size = end != nullptr ? static_cast<std::size_t>(end - from) : left;
    m_text.append(from, size);
    const std::size_t eaten = size + (end != nullptr ? 1 : 0);
    m_chunkUsed += eaten;
    m_offset += eaten;
    if (m_text.size() > kLongestLine) {
      throw Error(ErrorKind::BadData, rowName(m_path, m_line + 1) + " is longer than 16 MiB: this is no label file.");
    }
    if (end != nullptr) {
      break;
    }
  }
  row.line = ++m_line;
  return true;
}

bool CsvReader::next(CsvRow& row) {
  while (readLine(row)) {
    if (row.line == 1 && m_text.starts_with(kByteOrderMark)) {
      m_byteOrderMark = true;
      m_text.erase(0, kByteOrderMark.size());
      row.offset += kByteOrderMark.size();
    }
    if (m_text.ends_with('\r')) {
      m_windowsLineEnds = true;
      m_text.pop_back();
    }
    row.length = m_text.size();
    m_splitter.split(m_text, row.fields);
    if (!row.fields.empty()) {
      return true;
    }
  }
  return false;
}

void CsvReader::report(ProblemLog& log) const {
  if (m_byteOrderMark) {
    log.add(Problem::ByteOrderMark, m_path.filename().string());
  }
  if (m_windowsLineEnds) {
    log.add(Problem::WindowsLineEnds, m_path.filename().string());
  }
}

std::string rowName(const std::filesystem::path& file, std::size_t line) {
  return file.filename().string() + ":" + std::to_string(line);
}

std::string normalized(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) {
    return {};
  }
  return asciiLower(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

int findColumn(const std::vector<std::string>& header, std::string_view name) {
  const std::string wanted = normalized(name);
  const auto found =
      std::find_if(header.begin(), header.end(), [&](const std::string& field) { return normalized(field) == wanted; });
  return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

} // namespace mien::detail
