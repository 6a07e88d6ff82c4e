#include "core/data/layouts/pixel_tables.h"

#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/layouts/joined_votes.h"
#include "core/data/layouts/pixel_source.h"
#include "core/data/table/csv_reader.h"
#include "core/data/table/row_label.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr std::size_t kFewestPixels = 4; // an image of 2 x 2: fewer letters than it takes are no pixels

using Tables = std::vector<const TableFile*>;

Tables choose(const std::vector<TableFile>& tables) {
  for (const std::string_view name : {"fer2013", "icml_face_data"}) {
    for (const TableFile& table : tables) {
      if (asciiLower(table.path.stem().string()) == name) {
        return {&table};
      }
    }
  }
  for (const TableFile& table : tables) {
    if (table.columns.split) {
      return {&table};
    }
  }
  Tables oneASplit;
  for (int split = 0; split < kSplitCount; ++split) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableFile& table) { return table.split == static_cast<Split>(split); });
    if (found != tables.end()) {
      oneASplit.push_back(&*found);
    }
  }
  return oneASplit.empty() ? Tables{&tables.front()} : oneASplit;
}

class PixelRows {
public:
  PixelRows(ProblemLog& log, PixelSource& source) : m_log(log), m_source(source) {}

  void read(const TableFile& table, const std::stop_token& stop) {
    CsvReader reader(table.path);
    m_source.open(table.path, reader.format(), table.columns.pixels.value_or(0));
    CsvRow row;
    bool header = table.columns.header;
    while (!stop.stop_requested() && reader.next(row)) {
      if (!header) {
        ++m_rows;
        take(table, row);
      }
      header = false;
    }
    reader.report(m_log);
  }

  std::vector<Record> records;

  [[nodiscard]] std::size_t rows() const { return m_rows; }
  [[nodiscard]] const LabelRange& numbers() const { return m_numbers; }

private:
  void take(const TableFile& table, const CsvRow& row) {
    const TableColumns& columns = table.columns;
    const std::string line = table.name() + ":" + std::to_string(row.line);
    const std::string usage =
        columns.split && *columns.split < row.fields.size() ? row.fields[*columns.split] : std::string();
    const std::optional<Split> split =
        columns.split ? parseSplit(usage) : std::optional(table.split.value_or(Split::Train));
    std::string reason;
    LabelRange numbers;
    const std::optional<Votes> votes = readLabel(row.fields, columns, numbers, reason);
    const std::size_t pixels = columns.pixels.value_or(0);
    const bool hasPixels = pixels < row.fields.size() && row.fields[pixels].size() >= kFewestPixels;
    if (!votes && (!split || !hasPixels) && !numbers.any()) { // a README that tar left at the end, zeros
      m_log.add(Problem::JunkRow, line);
      return;
    }
    if (!split) {
      m_log.add(Problem::UnknownSplit, line + ": \"" + shownText(usage) + "\"");
      return;
    }
    if (row.fields.size() > columns.count) {
      m_log.add(Problem::ExtraColumns, line);
    }
    if (numbers.any()) {
      m_numbers.add(numbers.lowest());
    }
    if (!votes) {
      m_log.add(Problem::BadVotes, line + ": " + reason);
      return;
    }
    Record record;
    record.file = line;
    record.split = *split;
    record.votes = *votes;
    records.push_back(std::move(record));
    m_source.add(row.offset, row.length);
  }

  ProblemLog& m_log;
  PixelSource& m_source;
  LabelRange m_numbers;
  std::size_t m_rows = 0;
};

std::string names(const Tables& tables) {
  std::string text;
  for (const TableFile* table : tables) {
    text += (text.empty() ? "" : ", ") + shownText(table->name());
  }
  return text;
}

} // namespace

std::optional<LayoutContents> readPixelTables(const std::vector<TableFile>& tables, const TableFile* votes,
                                              ProblemLog& log, std::string& reason, const std::stop_token& stop) {
  const Tables used = choose(tables);
  auto source = std::make_shared<PixelSource>();
  LayoutContents contents;
  std::size_t rows = 0;
  if (votes != nullptr && used.size() == 1) {
    contents.layout = "kaggle-ferplus";
    const JoinedRows joined = joinVotes(*used.front(), *votes, contents.records, *source, log, stop);
    rows = joined.rows;
    contents.description = "the pixels of " + names(used) + " joined row by row with the FER+ votes of " +
                           shownText(votes->name()) + ": " + std::to_string(joined.rows) + " rows, " +
                           std::to_string(joined.noFaces) + " of them no faces; the labels of " + names(used) +
                           " itself are not used";
  } else {
    contents.layout = "kaggle-csv";
    PixelRows reading(log, *source);
    for (const TableFile* table : used) {
      reading.read(*table, stop);
    }
    refuseNumbersFromOne(reading.numbers(), shownPaths(used));
    rows = reading.rows();
    contents.records = std::move(reading.records);
    contents.description =
        std::string(used.size() == 1 ? "FER2013 as a table of pixels, " : "tables of pixels, one a split, ") +
        names(used) + (used.front()->columns.header ? "" : " (without a header)") + ", one label an image";
  }
  if (contents.records.empty() && !stop.stop_requested()) {
    const std::string worst = log.worst();
    reason = names(used) + ": none of " + std::to_string(rows) + " rows holds a labelled image" +
             (worst.empty() ? "." : "; " + worst + ".");
    return std::nullopt;
  }
  std::string unread;
  for (const TableFile& table : tables) {
    if (std::find(used.begin(), used.end(), &table) == used.end()) {
      unread += (unread.empty() ? "" : ", ") + shownText(table.name());
    }
  }
  if (!unread.empty()) {
    contents.description += "; not read: " + unread;
  }
  contents.source = std::move(source);
  return contents;
}

} // namespace mien::detail
