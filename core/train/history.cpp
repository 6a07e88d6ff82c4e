#include "core/train/history.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

namespace mien {

namespace {

constexpr std::string_view kHeader =
    "epoch,size,train_loss,train_accuracy,valid_loss,valid_accuracy,learning_rate,images_per_second,seconds";

/// Takes the first line off `text`.
std::string_view takeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

/// Takes a number and the comma after it off `line`.
template <typename Number> bool take(std::string_view& line, Number& value) {
  const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
  if (problem != std::errc()) {
    return false;
  }
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (line.starts_with(',')) {
    line.remove_prefix(1);
  }
  return true;
}

bool parse(std::string_view line, EpochRecord& r) {
  return take(line, r.epoch) && take(line, r.size) && take(line, r.trainLoss) && take(line, r.trainAccuracy) &&
         take(line, r.validLoss) && take(line, r.validAccuracy) && take(line, r.learningRate) &&
         take(line, r.imagesPerSecond) && take(line, r.seconds) && line.empty();
}

} // namespace

void writeHistory(const std::filesystem::path& file, const std::vector<EpochRecord>& records) {
  std::string text = std::string(kHeader) + "\n";
  for (const EpochRecord& r : records) {
    char line[256];
    std::snprintf(line, sizeof(line), "%d,%d,%.6f,%.6f,%.6f,%.6f,%.6e,%.1f,%.1f\n", r.epoch, r.size, r.trainLoss,
                  r.trainAccuracy, r.validLoss, r.validAccuracy, r.learningRate, r.imagesPerSecond, r.seconds);
    text += line;
  }
  writeFileAtomically(file, text);
}

std::vector<EpochRecord> readHistory(const std::filesystem::path& file) {
  const std::string content = readFile(file);
  std::string_view text = content;
  if (takeLine(text) != kHeader) {
    throw Error(ErrorKind::BadData, file.string() + ": line 1 is not the header of a training history");
  }
  std::vector<EpochRecord> records;
  for (int number = 2; !text.empty(); ++number) {
    EpochRecord record;
    if (!parse(takeLine(text), record)) {
      throw Error(ErrorKind::BadData, file.string() + ": line " + std::to_string(number) + " is not an epoch");
    }
    records.push_back(record);
  }
  return records;
}

} // namespace mien
