#include "core/eval/report/training_time.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/common/text/csv_text.h"
#include "core/common/text/numbers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mien {

namespace {

/// A torn last line is a record, too.
std::vector<std::string> takeFields(std::string_view& text) {
  const auto record = takeCsvRecord(text);
  return csvFields(record ? *record : std::exchange(text, {}));
}

} // namespace

std::optional<double> trainingSeconds(const std::filesystem::path& runFolder) {
  std::string content;
  try {
    content = readFile(runFolder / "history.csv");
  } catch (const Error&) { // of another program's weights there is none
    return std::nullopt;
  }
  std::string_view text = content;
  const std::vector<std::string> header = takeFields(text);
  const auto column = static_cast<std::size_t>(std::ranges::find(header, "seconds") - header.begin());
  std::optional<double> sum;
  while (!text.empty() && column < header.size()) {
    std::vector<std::string> row = takeFields(text);
    // Mien 0.1 wrote decimal commas where the user's locale has them: such a row is longer, its last column is cut in
    // two.
    if (row.size() > header.size() && column == header.size() - 1) {
      row[column] = row[row.size() - 2] + '.' + row.back();
    }
    const auto seconds = column < row.size() ? parseReal(row[column]) : std::nullopt;
    if (seconds && *seconds >= 0) {
      sum = sum.value_or(0) + *seconds;
    }
  }
  return sum;
}

} // namespace mien
