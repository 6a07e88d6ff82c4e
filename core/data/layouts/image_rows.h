#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"
#include "core/data/layouts/image_index.h"
#include "core/data/layouts/table_file.h"
#include "core/data/table/label_text.h"

#include <array>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace mien::detail {

/// Collects the rows of tables that name images. Each row that is left out is counted once, under the first of its
/// troubles in this order: no name, no known split, no label, no such image, named before.
class ImageRows {
public:
  /// Images of which nothing says the split are of `split`.
  ImageRows(const ImageIndex& index, Split split, ProblemLog& log) : m_index(index), m_split(split), m_log(log) {}

  /// Reads the rows whose split is `wanted`; those that say no split take the table's, or else that of their image's
  /// folder.
  void read(const TableFile& table, const std::array<bool, kSplitCount>& wanted, const std::stop_token& stop);

  /// Ends the reading: images that no row named are logged. Throws Error (BadData) where labels are numbers whose
  /// meaning nobody can know; `tables` names the tables as its message shows it.
  [[nodiscard]] std::vector<Record> finish(const std::string& tables);

  [[nodiscard]] std::size_t rows() const { return m_rows; }
  [[nodiscard]] std::size_t missing() const { return m_missing; }
  [[nodiscard]] bool numbered() const { return m_numbers.any(); }

private:
  void take(const TableFile& table, const std::vector<std::string>& fields, const std::string& row,
            const std::array<bool, kSplitCount>& wanted);
  void claim(const std::string& file, Split split, const Votes& votes, std::string person, const std::string& row);

  const ImageIndex& m_index;
  Split m_split;
  ProblemLog& m_log;
  std::vector<Record> m_records;
  std::unordered_map<std::string, std::size_t> m_claimed; ///< file -> record
  std::vector<bool> m_named;                              ///< images that a row named, labelled or not
  LabelRange m_numbers;
  bool m_otherCount = false; ///< names tell of a data set that does not count its emotions as FER2013
  std::size_t m_rows = 0;
  std::size_t m_missing = 0;
};

} // namespace mien::detail
