#pragma once

#include "core/data/dataset_summary.h"

#include <array>
#include <string>
#include <vector>

namespace mien::detail {

enum class Problem {
  RowWithoutName,
  MissingImage,
  ImageWithoutRow,
  DuplicateRow,
  BadVotes,
  ExtraColumns,
  UnknownSplit,
  UnknownClass,
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
  Count,
};

/// Counts blemishes and keeps the first names of each kind. One thread.
class ProblemLog {
public:
  void add(Problem problem, const std::string& name);

  /// The kinds that occurred, in the order of the enumeration.
  [[nodiscard]] std::vector<DatasetProblem> take();

private:
  struct Entry {
    std::size_t count = 0;
    std::vector<std::string> examples;
  };
  std::array<Entry, static_cast<std::size_t>(Problem::Count)> m_entries;
};

} // namespace mien::detail
