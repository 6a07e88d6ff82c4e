#include "core/data/layouts/joined_votes.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/data/table/csv_reader.h"
#include "core/data/table/row_label.h"

namespace mien::detail {

namespace {

constexpr std::size_t kFewestPixels = 4; // an image of 2 x 2

// Hands out the rows of a table without its header.
class Rows {
public:
  explicit Rows(const TableFile& table) : m_table(table), m_reader(table.path), m_header(table.columns.header) {}

  bool next() {
    if (m_header) {
      m_header = false;
      if (!m_reader.next(row)) {
        return false;
      }
    }
    return m_reader.next(row);
  }

  [[nodiscard]] std::string name() const { return m_table.name() + ":" + std::to_string(row.line); }

  [[nodiscard]] std::string field(const std::optional<std::size_t>& column) const {
    return column && *column < row.fields.size() ? row.fields[*column] : std::string();
  }

  [[nodiscard]] std::optional<Split> split() const { return parseSplit(field(m_table.columns.split)); }

  [[nodiscard]] const CsvReader& reader() const { return m_reader; }

  CsvRow row;

private:
  const TableFile& m_table;
  CsvReader m_reader;
  bool m_header;
};

[[noreturn]] void refuse(const TableFile& pixels, const TableFile& votes, const Message& why) {
  throw Error(ErrorKind::BadData, Message("{pixels} and {name} cannot be joined row by row: {why}. Give both as they "
                                          "were published, or take {name} away to use the labels of {name2}.",
                                          {{"pixels", shownPath(pixels.path)},
                                           {"name", shownText(votes.name())},
                                           {"why", why},
                                           {"name2", shownText(pixels.name())}}));
}

} // namespace

JoinedRows joinVotes(const TableFile& pixels, const TableFile& votes, std::vector<Record>& records, PixelSource& source,
                     ProblemLog& log, const std::stop_token& stop) {
  Rows images(pixels);
  Rows labels(votes);
  source.open(pixels.path, images.reader().format(), pixels.columns.pixels.value_or(0));
  JoinedRows joined;
  std::size_t surplus = 0; // images behind the last votes
  bool more = labels.next();
  while (!stop.stop_requested() && images.next()) {
    if (!more) {
      LabelRange ignored;
      std::string reason;
      const bool image = images.field(pixels.columns.pixels).size() >= kFewestPixels &&
                         readLabel(images.row.fields, pixels.columns, ignored, reason);
      surplus += image ? 1 : 0;
      if (!image) {
        log.add(Problem::JunkRow, images.name());
      }
      continue;
    }
    ++joined.rows;
    const std::optional<Split> split = labels.split();
    if (!split) {
      log.add(Problem::UnknownSplit, labels.name() + ": \"" + shownText(labels.field(votes.columns.split)) + "\"");
    } else if (pixels.columns.split && images.split() != split) {
      refuse(pixels, votes,
             Message("{name} is of \"{field}\", {name2} of \"{field2}\"",
                     {{"name", shownText(images.name())},
                      {"field", shownText(images.field(pixels.columns.split))},
                      {"name2", shownText(labels.name())},
                      {"field2", shownText(labels.field(votes.columns.split))}}));
    } else if (labels.field(votes.columns.image).empty()) {
      ++joined.noFaces;
      log.add(Problem::RowWithoutName, labels.name());
    } else {
      LabelRange ignored;
      std::string reason;
      if (const std::optional<Votes> vote = readLabel(labels.row.fields, votes.columns, ignored, reason)) {
        Record record;
        record.file = images.name();
        record.split = *split;
        record.votes = *vote;
        records.push_back(std::move(record));
        source.add(images.row.offset, images.row.length);
      } else {
        log.add(Problem::BadVotes, labels.name() + ": " + reason);
      }
    }
    more = labels.next();
  }
  std::size_t left = more ? 1 : 0; // votes without an image
  while (more && !stop.stop_requested() && labels.next()) {
    ++left;
  }
  if ((surplus > 0 || left > 0) && !stop.stop_requested()) {
    refuse(pixels, votes,
           Message("they have {surplus} and {left} rows",
                   {{"surplus", joined.rows + surplus}, {"left", joined.rows + left}}));
  }
  images.reader().report(log);
  labels.reader().report(log);
  return joined;
}

} // namespace mien::detail
