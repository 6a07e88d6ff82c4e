#include "core/train/history.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/common/text/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
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

/// Takes a real number off a line of Mien 0.1, which printed `places` digits behind the decimal sign of the user's
/// locale: a comma, or the Arabic one.
bool takeLocalised(std::string_view& line, std::size_t places, double& value) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t end = line.find_first_not_of(kDigits, line.starts_with('-') ? 1 : 0);
  for (const std::string_view sign : {",", "\u066b"}) {
    if (end == 0 || end == std::string_view::npos || !line.substr(end).starts_with(sign)) {
      continue;
    }
    const std::string_view rest = line.substr(end + sign.size());
    if (std::min(rest.find_first_not_of(kDigits), rest.size()) != places) {
      return false;
    }
    const std::string number = std::string(line.substr(0, end)) + '.' + std::string(rest);
    std::string_view left = number;
    if (!take(left, value)) {
      return false;
    }
    line = rest.substr(rest.size() - left.size());
    return true;
  }
  return take(line, value) && !std::isfinite(value); // "nan" and "inf" have no decimal sign
}

/// A line of 16 fields instead of 9. Both ways of writing cannot be taken for one another: the number of digits behind
/// each decimal sign is known.
bool parseLocalised(std::string_view line, EpochRecord& r) {
  return take(line, r.epoch) && take(line, r.size) && takeLocalised(line, 6, r.trainLoss) &&
         takeLocalised(line, 6, r.trainAccuracy) && takeLocalised(line, 6, r.validLoss) &&
         takeLocalised(line, 6, r.validAccuracy) && takeLocalised(line, 6, r.learningRate) &&
         takeLocalised(line, 1, r.imagesPerSecond) && takeLocalised(line, 1, r.seconds) && line.empty();
}

} // namespace

void writeHistory(const std::filesystem::path& file, const std::vector<EpochRecord>& records) {
  std::string text = std::string(kHeader) + "\n";
  for (const EpochRecord& r : records) {
    text += fmt::format("{},{},{:.6f},{:.6f},{:.6f},{:.6f},{:.6e},{:.1f},{:.1f}\n", r.epoch, r.size, r.trainLoss,
                        r.trainAccuracy, r.validLoss, r.validAccuracy, r.learningRate, r.imagesPerSecond, r.seconds);
  }
  writeFileAtomically(file, text);
}

std::vector<EpochRecord> readHistory(const std::filesystem::path& file) {
  const std::string content = readFile(file);
  std::string_view text = content;
  if (takeLine(text) != kHeader) {
    throw Error(ErrorKind::BadData,
                Message("{file}: line 1 is not the header of a training history", {{"file", shownPath(file)}}));
  }
  std::vector<EpochRecord> records;
  for (int number = 2; !text.empty(); ++number) {
    EpochRecord record;
    const std::string_view line = takeLine(text);
    if (!parse(line, record) && !parseLocalised(line, record)) {
      throw Error(ErrorKind::BadData,
                  Message("{file}: line {number} is not an epoch", {{"file", shownPath(file)}, {"number", number}}));
    }
    records.push_back(record);
  }
  return records;
}

} // namespace mien
