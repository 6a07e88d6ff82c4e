#include "core/data/layouts/table_file.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/table/csv_reader.h"
#include "core/picture/file_kind.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRowsLookedAt = 50;
constexpr std::size_t kColumnsNamed = 12; // in a message

bool isTableName(const fs::path& file) {
  static constexpr std::array<std::string_view, 6> kSuffixes = {".csv", ".tsv", ".txt", ".tab", ".lst", ""};
  const std::string suffix = asciiLower(file.extension().string());
  return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

std::string listed(const std::vector<std::string>& fields) {
  std::string text;
  for (std::size_t i = 0; i < std::min(fields.size(), kColumnsNamed); ++i) {
    text += (i > 0 ? ", " : "") + (fields[i].empty() ? std::string("(no name)") : shownText(fields[i]));
  }
  return fields.size() > kColumnsNamed ? text + ", ..." : text;
}

bool isHeader(const TableColumns& columns) { return (columns.image || columns.pixels) && columns.labelled(); }

// What lacks in a table whose header has only some of the columns.
std::string lacks(const std::string& name, const TableColumns& columns, const std::vector<std::string>& header) {
  const char* missing = columns.labelled() ? "pixels, image or path" : "emotion or label";
  return name + " has no column " + missing + "; found: " + listed(header) + ".";
}

bool isText(const FileType& look) { return look.kind == FileKind::Table || look.what.ends_with("a text"); }

} // namespace

std::string foreignKind(const fs::path& file) {
  const FileType look = detectFileType(file);
  const bool known = look.kind == FileKind::Picture || look.kind == FileKind::Video || look.kind == FileKind::Weights ||
                     look.kind == FileKind::Other;
  if (!known || look.what.empty() || isText(look)) {
    return {};
  }
  const std::string what(look.what);
  const bool packed = what.ends_with("archive") || look.what == "a gzip file";
  return what + (packed                                                  ? "; unpack it and give its folder"
                 : look.what == "a Git LFS pointer, not the file itself" ? "; fetch it with 'git lfs pull'"
                 : what.ends_with("picture") || what.ends_with("video")
                     ? ", not a table"
                     : ", which Mien does not read as a data set; save it as CSV with the "
                       "images beside it");
}

void TableFiles::add(TableFiles other) {
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(images, other.images);
  append(pixels, other.pixels);
  append(reasons, other.reasons);
}

TableFiles inspectTable(const fs::path& file, const std::string& folder) {
  TableFiles found;
  TableFile table{file, folder, {}, splitOfFile(file)};
  const std::string name = shownText(table.name());
  if (const std::string what = foreignKind(file); !what.empty()) {
    found.reasons.push_back(name + " is " + what + ".");
    return found;
  }
  std::vector<std::vector<std::string>> rows;
  try {
    CsvReader reader(file);
    CsvRow row;
    while (rows.size() < kRowsLookedAt && reader.next(row)) {
      rows.push_back(row.fields);
    }
  } catch (const Error& error) {
    found.reasons.emplace_back(error.what());
    return found;
  }
  if (rows.empty()) {
    found.reasons.push_back(name + " is empty.");
    return found;
  }
  table.columns = columnsByName(rows.front());
  if (!isHeader(table.columns)) {
    const bool some = table.columns.image || table.columns.pixels || table.columns.labelled();
    const std::optional<TableColumns> guessed = columnsByContent(rows, !some);
    if (!guessed) {
      found.reasons.push_back(some ? lacks(name, table.columns, rows.front())
                                   : name + " names no images with labels; its first line: " + listed(rows.front()) +
                                         ".");
      return found;
    }
    table.columns = *guessed;
  } else if (rows.size() == 1) {
    found.reasons.push_back(name + " has a header but no rows.");
    return found;
  }
  (table.columns.pixels ? found.pixels : found.images).push_back(std::move(table));
  return found;
}

TableFiles findTables(const fs::path& root, const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(root / folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (!isLitterName(it->path().filename()) && isTableName(it->path()) && it->is_regular_file(ignored)) {
      files.push_back(it->path());
    }
  }
  std::sort(files.begin(), files.end());
  TableFiles tables;
  for (const fs::path& file : files) {
    TableFiles one = inspectTable(file, folder);
    if (file.extension() != ".csv" && asciiLower(file.extension().string()) != ".tsv" && file.filename() != "fer2013") {
      one.reasons.clear(); // a LICENSE or notes.txt need not be one
    }
    tables.add(std::move(one));
  }
  return tables;
}

std::string shownPaths(const std::vector<const TableFile*>& tables) {
  std::string text;
  for (const TableFile* table : tables) {
    text += (text.empty() ? "" : ", ") + shownPath(table->path);
  }
  return text;
}

std::optional<Split> splitOfFile(const fs::path& file) { return parseSplit(file.stem().string()); }

} // namespace mien::detail
