#include "core/data/detail/csv_reader.h"
#include "core/data/detail/ferplus.h"
#include "core/data/detail/image_files.h"
#include "core/data/detail/votes_row.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr std::size_t kColumns = 2 + kVoteCount; // name, box, votes

void readFolder(const std::filesystem::path& folder, Split split, std::vector<Record>& records, ProblemLog& log,
                const std::stop_token& stop) {
  ImageListing images(folder);
  const std::string prefix = folder.filename().string() + "/";
  const std::filesystem::path labels = folder / "label.csv";
  const std::string where = prefix + "label.csv:";
  const VoteColumns columns = voteColumnsFrom(2);
  CsvReader reader(labels);
  CsvRow row;
  while (!stop.stop_requested() && reader.next(row)) {
    const std::string name = row.fields[0];
    const std::string line = where + std::to_string(row.line);
    if (row.line == 1 && findVoteColumns(row.fields)) {
      continue; // some tools write a header
    }
    if (row.fields.size() > kColumns) {
      log.add(Problem::ExtraColumns, line);
    }
    if (name.empty()) {
      log.add(Problem::RowWithoutName, line);
      continue;
    }
    const ImageListing::Claim claim = images.claim(name);
    if (claim != ImageListing::Claim::First) {
      log.add(claim == ImageListing::Claim::Again ? Problem::DuplicateRow : Problem::MissingImage, prefix + name);
      continue;
    }
    if (const std::optional<Votes> votes = parseVotes(row.fields, columns)) {
      records.push_back({prefix + name, split, *votes});
    } else {
      log.add(Problem::BadVotes, line);
    }
  }
  reader.report(log);
  if (!stop.stop_requested()) {
    for (const std::string& name : images.unclaimed()) {
      log.add(Problem::ImageWithoutRow, prefix + name);
    }
  }
}

} // namespace

std::optional<FerplusRoot> findFerplus(const std::filesystem::path& root) {
  FerplusRoot found;
  found.root = root;
  bool any = false;
  std::error_code error;
  for (std::filesystem::directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    const std::string name = normalized(it->path().filename().string());
    if (name == "fer2013new.csv" || (name == "label.csv" && found.table.empty())) {
      found.table = it->path();
    } else if (name.starts_with("fer2013") && it->is_directory(ignored)) {
      if (const std::optional<Split> split = parseSplit(std::string_view(name).substr(7))) {
        const auto at = static_cast<std::size_t>(*split);
        found.folders[at] = it->path();
        found.ownLabels[at] = std::filesystem::exists(it->path() / "label.csv", ignored);
        any = true;
      }
    }
  }
  const bool labelled = !found.table.empty() || std::count(found.ownLabels.begin(), found.ownLabels.end(), true) > 0;
  return any && labelled ? std::optional(found) : std::nullopt;
}

Inventory readFerplusFolders(const FerplusRoot& ferplus, ProblemLog& log, std::stop_token stop) {
  Inventory inventory;
  inventory.layout = "ferplus-folders";
  inventory.description = "FER+ folders, each with its label.csv";
  std::array<bool, kSplitCount> fromTable{};
  bool mixed = false;
  for (std::size_t i = 0; i < kSplitCount; ++i) {
    if (ferplus.ownLabels[i]) {
      readFolder(ferplus.folders[i], static_cast<Split>(i), inventory.records, log, stop);
    } else if (!ferplus.folders[i].empty() && !ferplus.table.empty()) {
      fromTable[i] = mixed = true;
    }
  }
  if (!ferplus.table.empty()) {
    const std::string table = ferplus.table.filename().string();
    inventory.description += mixed ? " where it has one; the other folders are read from " + table
                                   : "; these win over " + table + ", which was not read";
  }
  if (mixed) {
    readFerplusTable(ferplus, fromTable, inventory.records, log, stop);
  }
  inventory.source = std::make_shared<FileImageSource>(ferplus.root, fileNames(inventory.records));
  return inventory;
}

std::vector<std::string> fileNames(const std::vector<Record>& records) {
  std::vector<std::string> names;
  names.reserve(records.size());
  std::transform(records.begin(), records.end(), std::back_inserter(names), [](const Record& r) { return r.file; });
  return names;
}

} // namespace mien::detail
