#pragma once

#include "core/data/table/votes_row.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mien::detail {

/// Which column of a table of labelled images holds what; nothing for what the table lacks.
struct TableColumns {
  std::optional<std::size_t> image;  ///< a file's name or path
  std::optional<std::size_t> pixels; ///< all pixels of an image as numbers
  std::optional<std::size_t> label;  ///< one emotion, a word or a number
  std::optional<std::size_t> split;
  std::optional<std::size_t> person; ///< whose face it is
  std::optional<VoteColumns> votes;  ///< a column an emotion
  bool header = false;               ///< the first row names the columns
  bool secondContempt = false;       ///< a column called contempt was read as "unknown", in whose place it stands
  bool dimensional = false;          ///< has valence and arousal: its numbers are hardly FER2013's
  bool affectnet = false;            ///< AffectNet's own table, which counts the emotions otherwise than FER2013
  std::size_t count = 0;             ///< of columns

  [[nodiscard]] bool labelled() const { return label || votes; }
};

/// The columns that a first row names, whatever the spelling: capitals, blanks and signs do not count.
[[nodiscard]] TableColumns columnsByName(const std::vector<std::string>& header);

/// The columns of a table whose first row names none that we know, judged by some of its rows; nothing where no row
/// holds an image (or its pixels) and a label. Ten numbers in a row are votes in the order of FER+. `numbers`: whether
/// a single number is a label, too, or only a word is. A first row that looks like none of the others is a header.
[[nodiscard]] std::optional<TableColumns> columnsByContent(const std::vector<std::vector<std::string>>& rows,
                                                           bool numbers = true);

} // namespace mien::detail
