#pragma once

#include "core/data/detail/inventory.h"
#include "core/data/detail/problem_log.h"

#include <array>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace mien::detail {

/// What stands in the root of a FER+ data set (https://github.com/microsoft/FERPlus).
struct FerplusRoot {
  std::filesystem::path root;
  std::array<std::filesystem::path, kSplitCount> folders; ///< FER2013Train, -Valid, -Test; empty where not there
  std::array<bool, kSplitCount> ownLabels{};              ///< whether that folder has its label.csv
  std::filesystem::path table; ///< fer2013new.csv or label.csv beside the folders; empty where there is none
};

/// Nothing when no FER2013* folder with labels is there.
[[nodiscard]] std::optional<FerplusRoot> findFerplus(const std::filesystem::path& root);

/// Reads the label.csv of each folder (no header: name, quoted face box, ten votes). A split whose folder has none
/// takes its rows from the common table, if there is one.
[[nodiscard]] Inventory readFerplusFolders(const FerplusRoot& ferplus, ProblemLog& log, std::stop_token stop);

/// Reads the common table (header "Usage,Image name,neutral,...,NF", columns in any order) for all splits.
[[nodiscard]] Inventory readFerplusCsv(const FerplusRoot& ferplus, ProblemLog& log, std::stop_token stop);

/// Appends to `records` the rows of the common table whose split is `wanted`.
void readFerplusTable(const FerplusRoot& ferplus, const std::array<bool, kSplitCount>& wanted,
                      std::vector<Record>& records, ProblemLog& log, std::stop_token stop);

/// Names of all records' files.
[[nodiscard]] std::vector<std::string> fileNames(const std::vector<Record>& records);

} // namespace mien::detail
