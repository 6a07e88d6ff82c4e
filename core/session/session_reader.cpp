#include "core/session/session_reader.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/files/growing_file.h"
#include "core/common/files/read_file.h"
#include "core/common/text/csv_text.h"
#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"
#include "core/session/session_files.h"
#include "core/session/session_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace mien {

namespace {

namespace fs = std::filesystem;

// How the table began before it said the frame and the state.
constexpr std::string_view kFormerStart = "time,face,x,y,width,height,";

fs::path tableOf(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return path;
  }
  fs::path table = path / SessionFiles::kTable;
  if (fs::exists(table, ignored)) {
    return table;
  }
  fs::path part = table;
  part += kPartSuffix;
  if (fs::exists(part, ignored)) {
    return part;
  }
  throw Error(ErrorKind::NotFound, Message("There is no recording in '{path}'. Choose a folder with {table}.",
                                           {{"path", shownPath(path)}, {"table", SessionFiles::kTable}}));
}

[[noreturn]] void fail(const fs::path& file, std::size_t line, const Message& what) {
  throw Error(ErrorKind::BadData, Message("'{file}', line {line}: {what}. Choose a recording that Mien made.",
                                          {{"file", shownPath(file)}, {"line", line}, {"what", what}}));
}

/// Where the cells of a table lie. The labels are what stands between the known columns.
struct Columns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t count = 0;
  std::size_t file = kNone;
  std::size_t frame = kNone;
  std::size_t time = 0;
  std::size_t face = 0;
  std::size_t state = kNone;
  std::size_t score = kNone;
  std::size_t box = 0; ///< the first of four
  std::size_t label = kNone;
  std::size_t probabilities = 0;
  std::size_t raw = kNone;
  std::size_t error = kNone;
  std::vector<std::string> labels;
};

std::optional<Columns> columnsOf(const std::vector<std::string>& names) {
  Columns columns;
  columns.count = names.size();
  if (names.front() == "time") { // see kFormerStart
    columns.face = 1;
    columns.box = 2;
    columns.probabilities = 6;
    columns.labels.assign(names.begin() + 6, names.end());
    return columns;
  }
  const std::size_t first = names.front() == "file" ? 1 : 0;
  const std::vector<std::string> known = sessionColumns({});
  if (names.size() < first + known.size() ||
      !std::equal(known.begin(), known.end(), names.begin() + static_cast<std::ptrdiff_t>(first))) {
    return std::nullopt;
  }
  std::size_t end = names.size();
  if (first == 1) { // see PredictionTable
    columns.file = 0;
    if (names[end - 1] != "error") {
      return std::nullopt;
    }
    columns.error = --end;
    end -= end >= 2 && names[end - 1] == "uncertain_below" && names[end - 2] == "uncertain" ? 2 : 0;
  }
  columns.frame = first;
  columns.time = first + 1;
  columns.face = first + 2;
  columns.state = first + 3;
  columns.score = first + 4;
  columns.box = first + 5;
  columns.label = first + 9;
  columns.probabilities = first + known.size();
  const std::size_t labels = (end - columns.probabilities) / 2;
  columns.raw = columns.probabilities + labels;
  for (std::size_t i = 0; i < labels; ++i) {
    columns.labels.push_back(names[columns.probabilities + i]);
    if (names[columns.raw + i] != columns.labels.back() + std::string(kRawSuffix)) {
      return std::nullopt;
    }
  }
  return columns.raw + labels == end ? std::optional(columns) : std::nullopt;
}

bool parse(const std::string& text, float& number) {
  const auto value = parseReal(text);
  number = value ? static_cast<float>(*value) : 0;
  return value.has_value();
}

bool parseAll(const std::vector<std::string>& cells, std::size_t first, std::size_t count, std::vector<float>& values) {
  values.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (!parse(cells[first + i], values[i])) {
      return false;
    }
  }
  return true;
}

bool parseFace(const std::vector<std::string>& cells, const Columns& columns, FaceResult& face) {
  const auto id = parseInteger(cells[columns.face]);
  const std::size_t labels = columns.labels.size();
  if (!id || *id < 1 || *id > std::numeric_limits<int>::max() || !parse(cells[columns.box], face.box.x) ||
      !parse(cells[columns.box + 1], face.box.y) || !parse(cells[columns.box + 2], face.box.width) ||
      !parse(cells[columns.box + 3], face.box.height) ||
      !parseAll(cells, columns.probabilities, labels, face.probabilities)) {
    return false;
  }
  face.id = static_cast<int>(*id);
  if (columns.state == Columns::kNone) {
    face.label = argMax(face.probabilities);
    face.rawProbabilities = face.probabilities;
    return true;
  }
  const auto state = parseFaceState(cells[columns.state]);
  const auto label = std::find(columns.labels.begin(), columns.labels.end(), cells[columns.label]);
  if (!state || !parse(cells[columns.score], face.score) || label == columns.labels.end()) {
    return false;
  }
  face.state = *state;
  face.label = static_cast<int>(label - columns.labels.begin());
  return face.state == FaceState::Held || parseAll(cells, columns.raw, labels, face.rawProbabilities);
}

/// What the summary says; nothing when there is none (a killed session) or it makes no sense: the table is what counts.
nlohmann::json readSummary(const fs::path& summary) {
  std::error_code ignored;
  return fs::is_regular_file(summary, ignored) ? nlohmann::json::parse(readFile(summary), nullptr, false)
                                               : nlohmann::json();
}

cv::Size pictureSize(const nlohmann::json& json) {
  constexpr int kMost = 65536;
  const auto side = [&json](const char* name) {
    const bool good = json.is_object() && json.contains(name) && json[name].is_number_integer();
    const auto value = good ? json[name].get<std::int64_t>() : 0;
    return value > 0 && value <= kMost ? static_cast<int>(value) : 0;
  };
  const cv::Size size(side("width"), side("height"));
  return size.empty() ? cv::Size() : size;
}

std::vector<TimeInterval> videoSkips(const nlohmann::json& json) {
  const auto found = json.is_object() ? json.find("video_skips") : json.end();
  std::vector<TimeInterval> skips;
  if (found == json.end() || !found->is_array()) {
    return skips;
  }
  for (const auto& entry : *found) {
    const auto time = [&entry](const char* name) {
      const bool good = entry.is_object() && entry.contains(name) && entry[name].is_number();
      return good ? entry[name].get<double>() : -1;
    };
    const TimeInterval skip{time("from"), time("to")};
    if (!(skip.from >= 0 && skip.to > skip.from) || (!skips.empty() && skip.from < skips.back().to)) {
      return {};
    }
    skips.push_back(skip);
  }
  return skips;
}

} // namespace

double videoSeconds(std::span<const TimeInterval> skips, double seconds) {
  double skipped = 0;
  for (const TimeInterval& skip : skips) {
    skipped += std::clamp(seconds - skip.from, 0.0, skip.to - skip.from);
  }
  return seconds - skipped;
}

namespace {

/// Takes the lines of a table in, one after the other.
class TableReader {
public:
  TableReader(const fs::path& file, Columns columns, const cv::Size& size)
      : m_file(file), m_columns(std::move(columns)), m_size(size) {}

  void add(const std::vector<std::string>& cells, std::size_t line, std::vector<FrameResult>& results) {
    // Of a picture without a face tables had the time alone once.
    const bool former = m_columns.frame == Columns::kNone;
    if (cells.size() != m_columns.count && !(former && cells.size() == 1)) {
      fail(m_file, line, Message("the columns are not those of a recording"));
    }
    if (m_columns.file != Columns::kNone && !takeFile(cells, line)) {
      return;
    }
    const auto seconds = parseReal(cells[m_columns.time]);
    const auto number =
        former ? static_cast<long long>(results.size()) : parseInteger(cells[m_columns.frame]).value_or(-1);
    if (!seconds || number < 0) {
      fail(m_file, line, Message("a number is expected in every column"));
    }
    const bool same = !results.empty() && results.back().seconds == *seconds &&
                      (former || results.back().frame == static_cast<std::uint64_t>(number));
    if (!results.empty() && *seconds < results.back().seconds) {
      fail(m_file, line, Message("the time runs backwards"));
    }
    if (!same) {
      FrameResult& result = results.emplace_back();
      result.frame = static_cast<std::uint64_t>(number);
      result.seconds = *seconds;
      result.size = m_size;
    }
    if (cells.size() > 1 && !cells[m_columns.face].empty() &&
        !parseFace(cells, m_columns, results.back().faces.emplace_back())) {
      fail(m_file, line, Message("a number is expected in every column"));
    }
  }

private:
  /// Whether the row is of a frame.
  bool takeFile(const std::vector<std::string>& cells, std::size_t line) {
    if (!cells[m_columns.error].empty()) {
      return false;
    }
    if (cells[m_columns.frame].empty()) {
      fail(m_file, line, Message("a picture is no recording"));
    }
    if (!m_of.empty() && m_of != cells[m_columns.file]) {
      fail(m_file, line, Message("the table has more than one video; keep the rows of one"));
    }
    m_of = cells[m_columns.file];
    return true;
  }

  const fs::path& m_file;
  Columns m_columns;
  cv::Size m_size;
  std::string m_of; ///< the video
};

} // namespace

RecordedSession readSession(const fs::path& path) {
  const fs::path file = tableOf(path);
  const std::string content = readFile(file);
  std::string_view text = content;
  if (text.starts_with(kByteOrderMark)) { // exported for spreadsheets
    text.remove_prefix(kByteOrderMark.size());
  }
  const bool former = text.starts_with(kFormerStart);
  std::optional<std::string_view> record = takeCsvRecord(text);
  const std::string_view head = record ? *record : std::exchange(text, {}); // not even the first line is whole
  const auto columns = former || head.starts_with("frame,") || head.starts_with("file,frame,")
                           ? columnsOf(csvFields(head))
                           : std::nullopt;
  if (!columns) {
    throw Error(ErrorKind::BadData, Message("'{file}' is not a recording. Choose a {table} that Mien made.",
                                            {{"file", shownPath(file)}, {"table", SessionFiles::kTable}}));
  }
  const nlohmann::json summary = readSummary(file.parent_path() / SessionFiles::kSummary);
  RecordedSession session;
  session.labels = columns->labels;
  session.videoSkips = videoSkips(summary);
  TableReader reader(file, *columns, pictureSize(summary));
  std::size_t number = 1;
  // A last line without an end was cut off with the program.
  while ((record = takeCsvRecord(text))) {
    reader.add(csvFields(*record), ++number, session.results);
  }
  return session;
}

} // namespace mien
