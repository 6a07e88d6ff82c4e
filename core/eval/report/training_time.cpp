#include "core/eval/report/training_time.h"

#include "core/common/text/numbers.h"

#include <csv.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace mien {

namespace {

struct History {
  int row = 0;
  int column = 0;
  int columns = 0; ///< of the header
  int secondsColumn = -1;
  std::string seconds; ///< of this row
  std::string last;    ///< fields of this row
  std::string lastButOne;
  std::optional<double> sum;
};

void onField(void* text, std::size_t length, void* context) {
  auto& history = *static_cast<History*>(context);
  const std::string_view field(static_cast<const char*>(text), length);
  if (history.row == 0 && field == "seconds") {
    history.secondsColumn = history.column;
  } else if (history.column == history.secondsColumn) {
    history.seconds = field;
  }
  history.lastButOne = std::exchange(history.last, std::string(field));
  ++history.column;
}

void onRowEnd(int /*terminator*/, void* context) {
  auto& history = *static_cast<History*>(context);
  if (history.row == 0) {
    history.columns = history.column;
  } else {
    // Mien 0.1 wrote decimal commas where the user's locale has them: such a row is longer, its last column is cut in
    // two.
    const bool commas = history.column > history.columns && history.secondsColumn == history.columns - 1;
    const auto seconds = parseReal(commas ? history.lastButOne + '.' + history.last : history.seconds);
    if (seconds && *seconds >= 0) {
      history.sum = history.sum.value_or(0) + *seconds;
    }
  }
  ++history.row;
  history.column = 0;
  history.seconds.clear();
}

} // namespace

std::optional<double> trainingSeconds(const std::filesystem::path& runFolder) {
  std::ifstream file(runFolder / "history.csv", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};

  csv_parser parser;
  if (csv_init(&parser, CSV_APPEND_NULL) != 0) {
    return std::nullopt;
  }
  const std::unique_ptr<csv_parser, decltype(&csv_free)> guard(&parser, &csv_free);
  History history;
  csv_parse(&parser, text.data(), text.size(), onField, onRowEnd, &history);
  csv_fini(&parser, onField, onRowEnd, &history);
  return history.sum;
}

} // namespace mien
