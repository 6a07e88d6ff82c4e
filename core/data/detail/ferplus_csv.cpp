#include "core/common/error.h"
#include "core/data/detail/csv_reader.h"
#include "core/data/detail/ferplus.h"
#include "core/data/detail/image_files.h"
#include "core/data/detail/votes_row.h"

#include <algorithm>

namespace mien::detail {

namespace {

struct Columns {
  std::size_t usage = 0;
  std::size_t name = 1;
  VoteColumns votes = voteColumnsFrom(2);
  std::size_t count = 2 + kVoteCount;
};

// Nothing when the first row is no header: then it is data in the usual order.
std::optional<Columns> readHeader(const std::vector<std::string>& fields) {
  const std::optional<VoteColumns> votes = findVoteColumns(fields);
  const int usage = findColumn(fields, "usage");
  const int name =
      std::max({findColumn(fields, "image name"), findColumn(fields, "image"), findColumn(fields, "name")});
  if (!votes || usage < 0 || name < 0) {
    return std::nullopt;
  }
  return Columns{static_cast<std::size_t>(usage), static_cast<std::size_t>(name), *votes, fields.size()};
}

} // namespace

void readFerplusTable(const FerplusRoot& ferplus, const std::array<bool, kSplitCount>& wanted,
                      std::vector<Record>& records, ProblemLog& log, std::stop_token stop) {
  std::vector<ImageListing> images;
  for (std::size_t i = 0; i < kSplitCount; ++i) {
    images.emplace_back(wanted[i] ? ferplus.folders[i] : std::filesystem::path());
  }
  CsvReader reader(ferplus.table);
  Columns columns;
  CsvRow row;
  while (!stop.stop_requested() && reader.next(row)) {
    if (row.line == 1) {
      if (const std::optional<Columns> header = readHeader(row.fields)) {
        columns = *header;
        continue;
      }
    }
    const std::string line = rowName(ferplus.table, row.line);
    const bool complete = row.fields.size() > std::max(columns.usage, columns.name);
    const std::optional<Split> split = complete ? parseSplit(row.fields[columns.usage]) : std::nullopt;
    if (!split) {
      log.add(Problem::UnknownSplit, line);
      continue;
    }
    const auto at = static_cast<std::size_t>(*split);
    if (!wanted[at]) {
      continue;
    }
    if (row.fields.size() > columns.count) {
      log.add(Problem::ExtraColumns, line);
    }
    const std::string& name = row.fields[columns.name];
    if (name.empty()) {
      log.add(Problem::RowWithoutName, line);
      continue;
    }
    const ImageListing::Claim claim = images[at].claim(name);
    if (claim != ImageListing::Claim::First) {
      log.add(claim == ImageListing::Claim::Again ? Problem::DuplicateRow : Problem::MissingImage, name);
      continue;
    }
    if (const std::optional<Votes> votes = parseVotes(row.fields, columns.votes)) {
      records.push_back({ferplus.folders[at].filename().string() + "/" + name, *split, *votes});
    } else {
      log.add(Problem::BadVotes, line);
    }
  }
  reader.report(log);
  for (std::size_t i = 0; i < kSplitCount && !stop.stop_requested(); ++i) {
    for (const std::string& name : images[i].unclaimed()) {
      log.add(Problem::ImageWithoutRow, ferplus.folders[i].filename().string() + "/" + name);
    }
  }
}

Inventory readFerplusCsv(const FerplusRoot& ferplus, ProblemLog& log, std::stop_token stop) {
  Inventory inventory;
  inventory.layout = "ferplus-csv";
  inventory.description = "FER+ folders, labelled by " + ferplus.table.filename().string() + " beside them";
  readFerplusTable(ferplus, {true, true, true}, inventory.records, log, stop);
  inventory.source = std::make_shared<FileImageSource>(ferplus.root, fileNames(inventory.records));
  return inventory;
}

} // namespace mien::detail
