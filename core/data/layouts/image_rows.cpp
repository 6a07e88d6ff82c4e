#include "core/data/layouts/image_rows.h"

#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/table/csv_reader.h"
#include "core/data/table/row_label.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace {

bool isBlank(std::string_view text) {
  const std::string_view inner = trimmed(text);
  return inner.empty() || equalIgnoringCase(inner, "nan"); // pandas' word for an empty cell
}

/// Whether the name is that of a data set with an order of its own.
bool countsOtherwise(const TableFile& table) {
  const std::string name = asciiLower(table.path.parent_path().filename().native() + "/" + table.name());
  constexpr std::array<std::string_view, 4> kSets{"affectnet", "rafdb", "raf-db", "raf_db"};
  return std::any_of(kSets.begin(), kSets.end(),
                     [&](std::string_view set) { return name.find(set) != std::string::npos; });
}

} // namespace

void ImageRows::read(const TableFile& table, const std::array<bool, kSplitCount>& wanted, const std::stop_token& stop) {
  m_named.resize(m_index.images().size());
  m_otherCount = m_otherCount || countsOtherwise(table) || table.columns.dimensional;
  CsvReader reader(table.path);
  CsvRow row;
  bool header = table.columns.header;
  while (!stop.stop_requested() && reader.next(row)) {
    if (header) {
      header = false;
      continue;
    }
    ++m_rows;
    take(table, row.fields, table.name() + ":" + std::to_string(row.line), wanted);
  }
  reader.report(m_log);
}

void ImageRows::take(const TableFile& table, const std::vector<std::string>& fields, const std::string& row,
                     const std::array<bool, kSplitCount>& wanted) {
  const TableColumns& columns = table.columns;
  std::optional<Split> split = table.split;
  if (columns.split) {
    const std::string text = *columns.split < fields.size() ? fields[*columns.split] : std::string();
    split = parseSplit(text);
    if (split && !wanted[static_cast<std::size_t>(*split)]) {
      return;
    }
    if (!split) {
      m_log.add(Problem::UnknownSplit, row + ": \"" + shownText(text) + "\"");
      return;
    }
  }
  const std::size_t nameColumn = columns.image.value_or(0);
  if (nameColumn >= fields.size() || isBlank(fields[nameColumn])) {
    m_log.add(Problem::RowWithoutName, row);
    return;
  }
  if (fields.size() > columns.count) {
    m_log.add(Problem::ExtraColumns, row);
  }
  const std::string& name = fields[nameColumn];
  const ImageIndex::Match match = m_index.find(name, table.folder, split);
  const bool found = match.result == ImageIndex::Result::Found;
  const bool inside = found && match.outside.empty();
  if (inside) {
    m_named[match.image] = true;
    m_otherCount = m_otherCount || match.aligned;
  }
  std::string reason;
  const std::optional<Votes> votes = readLabel(fields, columns, m_numbers, reason);
  if (!votes) {
    m_log.add(Problem::BadVotes, row + ": " + reason);
    return;
  }
  if (!found) {
    ++m_missing;
    m_log.add(Problem::MissingImage,
              row + ": " + shownText(name) +
                  (match.result == ImageIndex::Result::Ambiguous ? " (several files are called so)" : ""));
    return;
  }
  const std::string& file = inside ? m_index.images()[match.image] : match.outside;
  if (!split) {
    split = splitOfPath(file).value_or(m_split);
    if (!wanted[static_cast<std::size_t>(*split)]) {
      return;
    }
  }
  const std::size_t person = columns.person.value_or(fields.size());
  claim(file, *split, *votes, person < fields.size() ? fields[person] : std::string(), row);
}

void ImageRows::claim(const std::string& file, Split split, const Votes& votes, std::string person,
                      const std::string& row) {
  const auto [place, first] = m_claimed.emplace(file, m_records.size());
  if (!first) {
    const Record& earlier = m_records[place->second];
    const bool same = earlier.votes == votes && earlier.split == split;
    m_log.add(same ? Problem::DuplicateRow : Problem::ContradictoryRow, row + ": " + shownText(file));
    return;
  }
  Record record;
  record.file = file;
  record.split = split;
  record.votes = votes;
  record.group = std::move(person);
  m_records.push_back(std::move(record));
}

std::vector<Record> ImageRows::finish(const std::string& tables) {
  refuseOtherNumbers(m_numbers, tables);
  if (m_otherCount) {
    refuseAnyNumbers(m_numbers, tables);
  }
  for (std::size_t i = 0; i < m_named.size(); ++i) {
    if (!m_named[i]) {
      m_log.add(Problem::ImageWithoutRow, shownText(m_index.images()[i]));
    }
  }
  return std::move(m_records);
}

} // namespace mien::detail
