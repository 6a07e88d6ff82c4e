#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/live/detail/growing_file.h"
#include "core/live/session_recorder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace mien {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPlaces = 6; // time, face, x, y, width, height
constexpr std::string_view kStart = "time,face,x,y,width,height,";

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
  part += detail::kPartSuffix;
  if (fs::exists(part, ignored)) {
    return part;
  }
  throw Error(ErrorKind::NotFound,
              "There is no recording in '" + path.string() + "'. Choose a folder with " + SessionFiles::kTable + ".");
}

[[noreturn]] void fail(const fs::path& file, std::size_t line, const std::string& what) {
  throw Error(ErrorKind::BadData, "'" + file.string() + "', line " + std::to_string(line) + ": " + what +
                                      ". Choose a recording that Mien made.");
}

/// Fields as SessionRecorder writes them: quoted only where a comma or a quote stands in them.
std::vector<std::string> fieldsOf(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char letter = line[i];
    if (letter == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[i++];
    } else if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += letter;
    }
  }
  return fields;
}

template <typename Number> bool parse(const std::string& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(number)) {
      return false; // "nan" and "inf" are numbers to from_chars
    }
  }
  return error == std::errc() && end == text.data() + text.size();
}

bool parseFace(const std::vector<std::string>& fields, LiveFace& face) {
  bool good = parse(fields[1], face.id) && parse(fields[2], face.box.x) && parse(fields[3], face.box.y) &&
              parse(fields[4], face.box.width) && parse(fields[5], face.box.height);
  for (std::size_t i = kPlaces; good && i < fields.size(); ++i) {
    good = parse(fields[i], face.probabilities.emplace_back());
  }
  face.label = static_cast<int>(std::distance(face.probabilities.begin(),
                                              std::max_element(face.probabilities.begin(), face.probabilities.end())));
  face.rawProbabilities = face.probabilities;
  return good;
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

std::vector<VideoSkip> videoSkips(const nlohmann::json& json) {
  const auto found = json.is_object() ? json.find("video_skips") : json.end();
  std::vector<VideoSkip> skips;
  if (found == json.end() || !found->is_array()) {
    return skips;
  }
  for (const auto& entry : *found) {
    const auto time = [&entry](const char* name) {
      const bool good = entry.is_object() && entry.contains(name) && entry[name].is_number();
      return good ? entry[name].get<double>() : -1;
    };
    const VideoSkip skip{time("from"), time("to")};
    if (!(skip.from >= 0 && skip.to > skip.from) || (!skips.empty() && skip.from < skips.back().to)) {
      return {};
    }
    skips.push_back(skip);
  }
  return skips;
}

} // namespace

double videoSeconds(std::span<const VideoSkip> skips, double seconds) {
  double skipped = 0;
  for (const VideoSkip& skip : skips) {
    skipped += std::clamp(seconds - skip.from, 0.0, skip.to - skip.from);
  }
  return seconds - skipped;
}

RecordedSession readSession(const fs::path& path) {
  const fs::path file = tableOf(path);
  const std::string text = readFile(file);
  if (!text.starts_with(kStart)) {
    throw Error(ErrorKind::BadData,
                "'" + file.string() + "' is not a recording. Choose a " + SessionFiles::kTable + " that Mien made.");
  }
  const nlohmann::json summary = readSummary(file.parent_path() / SessionFiles::kSummary);
  const cv::Size size = pictureSize(summary);
  RecordedSession session;
  session.videoSkips = videoSkips(summary);
  std::size_t columns = 0;
  std::size_t number = 0;
  // A last line without an end was cut off with the program.
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    ++number;
    std::string_view line(text.data() + begin, end - begin);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    const std::vector<std::string> fields = fieldsOf(line);
    if (number == 1) {
      columns = fields.size();
      session.labels.assign(fields.begin() + kPlaces, fields.end());
      continue;
    }
    double seconds = 0;
    if (!parse(fields[0], seconds) || (fields.size() != columns && fields.size() != 1)) {
      fail(file, number, "the columns are not those of a recording");
    }
    if (session.results.empty() || session.results.back().seconds != seconds) {
      if (!session.results.empty() && seconds < session.results.back().seconds) {
        fail(file, number, "the time runs backwards");
      }
      LiveResult& result = session.results.emplace_back();
      result.frame = session.results.size() - 1;
      result.seconds = seconds;
      result.size = size;
    }
    if (fields.size() > 1 && !parseFace(fields, session.results.back().faces.emplace_back())) {
      fail(file, number, "a number is expected in every column");
    }
  }
  return session;
}

} // namespace mien
