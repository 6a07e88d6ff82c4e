#include "core/eval/training_time.h"

#include <csv.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

namespace mien {

namespace {

struct History {
  int row = 0;
  int column = 0;
  int secondsColumn = -1;
  std::optional<double> sum;
};

void onField(void* text, std::size_t length, void* context) {
  auto& history = *static_cast<History*>(context);
  const std::string_view field(static_cast<const char*>(text), length);
  if (history.row == 0 && field == "seconds") {
    history.secondsColumn = history.column;
  } else if (history.row > 0 && history.column == history.secondsColumn) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), seconds);
    if (error == std::errc() && end == field.data() + field.size() && std::isfinite(seconds) && seconds >= 0) {
      history.sum = history.sum.value_or(0) + seconds;
    }
  }
  ++history.column;
}

void onRowEnd(int /*terminator*/, void* context) {
  auto& history = *static_cast<History*>(context);
  ++history.row;
  history.column = 0;
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
