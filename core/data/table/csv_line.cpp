#include "core/data/table/csv_line.h"

#include <csv.h>

#include <new>

namespace mien::detail {

namespace {

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

// libcsv drops blanks around fields; a tab is one of them unless told otherwise.
int isSpace(unsigned char letter) { return letter == ' ' ? 1 : 0; }
int isNothing(unsigned char /*letter*/) { return 0; }

} // namespace

CsvLine::CsvLine(char delimiter) : m_parser(std::make_unique<csv_parser>()) {
  if (csv_init(m_parser.get(), 0) != 0) {
    throw std::bad_alloc();
  }
  setDelimiter(delimiter);
}

CsvLine::~CsvLine() { csv_free(m_parser.get()); }

void CsvLine::setDelimiter(char delimiter) {
  m_delimiter = delimiter;
  csv_set_delim(m_parser.get(), static_cast<unsigned char>(delimiter));
  csv_set_space_func(m_parser.get(), delimiter == '\t' ? isSpace : delimiter == ' ' ? isNothing : nullptr);
}

void CsvLine::split(std::string_view line, std::vector<std::string>& fields) {
  Sink sink{&fields};
  if (csv_parse(m_parser.get(), line.data(), line.size(), onField, nullptr, &sink) != line.size()) {
    throw std::bad_alloc(); // outside strict mode, lack of memory is all that can stop libcsv
  }
  csv_fini(m_parser.get(), onField, nullptr, &sink);
  fields.resize(sink.used);
  if (m_delimiter == ' ') { // columns set in line with several
    std::erase_if(fields, [](const std::string& field) { return field.empty(); });
  }
}

} // namespace mien::detail
