#pragma once

#include "core/data/dataset_summary.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace mien::detail {

enum class Problem {
  RowWithoutName,
  MissingImage,
  ImageWithoutRow,
  DuplicateRow,
  BadVotes,
  ContradictoryRow,
  JunkRow,
  ExtraColumns,
  UnknownSplit,
  UnknownClass,
  OutsideClasses,
  OutsideSplits,
  OtherFiles,
  EmptyImage,
  CorruptImage,
  OtherSize,
  ColourImage,
  CutShortImage,
  SeveralPictures,
  TransparentImage,
  ByteOrderMark,
  WindowsLineEnds,
  Leakage,
  ConflictingLabels,
  PersonInSplits,
  Count,
};

/// Counts blemishes and keeps the first names of each kind. One thread.
class ProblemLog {
public:
  void add(Problem problem, const std::string& name);

  /// Adds `count` at once, with words of their own: `description` stands in place of the kind's.
  void add(Problem problem, std::size_t count, const std::vector<std::string>& names, std::string description);

  /// The commonest kind of rows or images that were left out, with an example; empty where there is none.
  [[nodiscard]] std::string worst() const;

  /// The kinds that occurred, in the order of the enumeration.
  [[nodiscard]] std::vector<DatasetProblem> take();

private:
  struct Entry {
    std::size_t count = 0;
    std::vector<std::string> examples;
    std::string description; ///< empty: the kind's
  };
  std::array<Entry, static_cast<std::size_t>(Problem::Count)> m_entries;
};

} // namespace mien::detail
