#pragma once

#include "core/data/table/label_text.h"
#include "core/data/table/table_columns.h"

#include <optional>
#include <string>
#include <vector>

namespace mien::detail {

/// The label of a row as votes, or nothing and why in `reason`. Numbers are read in FER2013's order and noted in
/// `numbers`: only all of them together show whether the table counts its emotions so.
[[nodiscard]] std::optional<Votes> readLabel(const std::vector<std::string>& fields, const TableColumns& columns,
                                             LabelRange& numbers, std::string& reason);

/// Throws Error (BadData), which names the range, where numbers begin at 1 and go to 7 or beyond: read as they stand,
/// every image would get another one's emotion. `tables` names them as a message shows it.
void refuseNumbersFromOne(const LabelRange& numbers, const std::string& tables);

/// The same for all numbers: of a table that is not FER2013's.
void refuseAnyNumbers(const LabelRange& numbers, const std::string& tables);

/// The same where any number is none of 0 to 6.
void refuseOtherNumbers(const LabelRange& numbers, const std::string& tables);

} // namespace mien::detail
