#pragma once

#include "core/data/split.h"
#include "core/data/table/table_columns.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien::detail {

/// A table of labelled images on disk.
struct TableFile {
  std::filesystem::path path;
  std::string folder; ///< relative to the data set's root, empty or with a slash at its end
  TableColumns columns;
  std::optional<Split> split; ///< that the table's name or its folder says

  [[nodiscard]] std::string name() const { return folder + path.filename().string(); }
};

/// The tables of one folder by what they hold, and why the others are none.
struct TableFiles {
  std::vector<TableFile> images;    ///< name images that stand in files
  std::vector<TableFile> pixels;    ///< hold the pixels themselves
  std::vector<std::string> reasons; ///< "test.csv has no column emotion; found: pixels."

  void add(TableFiles other);
};

/// What a file is whose content is neither a table nor another text, and what to do about it ("a zip archive; unpack it
/// and give its folder"); empty for others.
[[nodiscard]] std::string foreignKind(const std::filesystem::path& file);

/// Looks at the first rows of `file`. Its columns are known by their names or, without a header, by what they hold.
[[nodiscard]] TableFiles inspectTable(const std::filesystem::path& file, const std::string& folder);

/// All tables directly in `root`/`folder`: *.csv, .tsv, .txt, .lst and files without a suffix, sorted by name.
[[nodiscard]] TableFiles findTables(const std::filesystem::path& root, const std::string& folder);

/// "/data/a.csv, /data/b.csv", as a message shows them.
[[nodiscard]] std::string shownPaths(const std::vector<const TableFile*>& tables);

/// The split that a file's name begins or ends with: "FER2013Train.csv", "train_labels.csv", "labels-test.txt".
[[nodiscard]] std::optional<Split> splitOfFile(const std::filesystem::path& file);

} // namespace mien::detail
