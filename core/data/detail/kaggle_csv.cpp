#include "core/data/detail/kaggle_csv.h"

#include "core/common/error.h"
#include "core/data/detail/csv_reader.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

// "emotion" is a number in this order.
constexpr std::array<Emotion, 7> kOrder = {Emotion::Anger,   Emotion::Disgust,  Emotion::Fear,   Emotion::Happiness,
                                           Emotion::Sadness, Emotion::Surprise, Emotion::Neutral};

struct Place {
  std::uint64_t offset;
  std::uint32_t length;
};

// Images that are numbers in the rows of a CSV file.
class CsvImageSource final : public ImageSource {
public:
  CsvImageSource(const fs::path& file, std::size_t pixelColumn)
      : m_file(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), m_pixelColumn(pixelColumn) {
    if (m_file < 0) {
      throw Error(ErrorKind::NotFound, "cannot open " + file.string() + ": " + std::strerror(errno));
    }
  }
  ~CsvImageSource() override { ::close(m_file); }
  CsvImageSource(const CsvImageSource&) = delete;
  CsvImageSource& operator=(const CsvImageSource&) = delete;

  void add(Place place) { m_places.push_back(place); }

  [[nodiscard]] ImageFacts inspect(std::size_t record) const override {
    thread_local cv::Mat gray;
    return decode(record, gray);
  }

  [[nodiscard]] ImageFacts decode(std::size_t record, cv::Mat& gray) const override {
    thread_local std::string line;
    thread_local CsvLine splitter;
    thread_local std::vector<std::string> fields;
    ImageFacts facts;
    if (!readLine(m_places[record], line)) {
      return facts;
    }
    splitter.split(line, fields);
    if (m_pixelColumn >= fields.size() || fields[m_pixelColumn].empty()) {
      facts.state = ImageState::Empty;
      return facts;
    }
    thread_local std::vector<std::uint8_t> pixels;
    const int side = parsePixels(fields[m_pixelColumn], pixels);
    facts.state = side > 0 ? ImageState::Usable : ImageState::Corrupt;
    facts.width = facts.height = side;
    if (side > 0) {
      gray.create(side, side, CV_8UC1);
      std::copy(pixels.begin(), pixels.end(), gray.data);
      facts.hash = XXH3_64bits(gray.data, gray.total());
    }
    return facts;
  }

private:
  [[nodiscard]] bool readLine(Place place, std::string& line) const {
    line.resize(place.length);
    std::size_t done = 0;
    while (done < line.size()) {
      const ssize_t got =
          ::pread(m_file, line.data() + done, line.size() - done, static_cast<off_t>(place.offset + done));
      if (got <= 0) {
        return false;
      }
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

  // The side of the square image, 0 when the text is no square of numbers from 0 to 255.
  static int parsePixels(const std::string& text, std::vector<std::uint8_t>& pixels) {
    pixels.clear();
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
      if (*at == ' ') {
        ++at;
        continue;
      }
      std::uint8_t value = 0;
      const auto [next, error] = std::from_chars(at, end, value);
      if (error != std::errc() || (next != end && *next != ' ')) {
        return 0;
      }
      pixels.push_back(value);
      at = next;
    }
    const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(pixels.size()))));
    return side * side == pixels.size() ? static_cast<int>(side) : 0;
  }

  int m_file;
  std::size_t m_pixelColumn;
  std::vector<Place> m_places;
};

struct Columns {
  std::size_t emotion = 0;
  std::size_t pixels = 0;
  std::optional<std::size_t> usage;
  std::size_t count = 0;
};

std::optional<Columns> readHeader(const std::vector<std::string>& fields) {
  const int emotion = findColumn(fields, "emotion");
  const int pixels = findColumn(fields, "pixels");
  const int usage = findColumn(fields, "usage");
  if (emotion < 0 || pixels < 0) {
    return std::nullopt;
  }
  Columns columns{static_cast<std::size_t>(emotion), static_cast<std::size_t>(pixels), std::nullopt, fields.size()};
  if (usage >= 0) {
    columns.usage = static_cast<std::size_t>(usage);
  }
  return columns;
}

bool hasHeader(const fs::path& file) {
  try {
    CsvRow row;
    return CsvReader(file).next(row) && readHeader(row.fields);
  } catch (const Error&) { // not readable as CSV: another file, then
    return false;
  }
}

std::optional<Emotion> parseNumber(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc() && end == text.data() + text.size() && number < kOrder.size();
  return good ? std::optional(kOrder[number]) : std::nullopt;
}

} // namespace

std::optional<fs::path> findKaggleCsv(const fs::path& root) {
  std::error_code error;
  if (fs::is_regular_file(root, error)) {
    return hasHeader(root) ? std::optional(root) : std::nullopt;
  }
  std::vector<fs::path> files;
  for (fs::directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
    if (normalized(it->path().extension().string()) == ".csv") {
      files.push_back(it->path());
    }
  }
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return std::pair(a.filename() != "fer2013.csv", a) < std::pair(b.filename() != "fer2013.csv", b);
  });
  const auto found = std::find_if(files.begin(), files.end(), hasHeader);
  return found == files.end() ? std::nullopt : std::optional(*found);
}

Inventory readKaggleCsv(const fs::path& file, ProblemLog& log, std::stop_token stop) {
  CsvReader reader(file);
  CsvRow row;
  std::optional<Columns> columns;
  if (!reader.next(row) || !(columns = readHeader(row.fields))) {
    throw Error(ErrorKind::BadData, file.string() + " lacks the columns \"emotion\" and \"pixels\".");
  }
  Inventory inventory;
  inventory.layout = "kaggle-csv";
  inventory.description = "Kaggle's FER2013 table " + file.filename().string() + ", one label an image";
  auto source = std::make_shared<CsvImageSource>(file, columns->pixels);
  while (!stop.stop_requested() && reader.next(row)) {
    const std::string line = rowName(file, row.line);
    std::optional<Split> split = Split::Train;
    if (columns->usage) {
      split = *columns->usage < row.fields.size() ? parseSplit(row.fields[*columns->usage]) : std::nullopt;
    }
    if (!split) {
      log.add(Problem::UnknownSplit, line);
      continue;
    }
    if (row.fields.size() > columns->count) {
      log.add(Problem::ExtraColumns, line);
    }
    const std::optional<Emotion> emotion =
        columns->emotion < row.fields.size() ? parseNumber(row.fields[columns->emotion]) : std::nullopt;
    if (!emotion) {
      log.add(Problem::BadVotes, line);
      continue;
    }
    inventory.records.push_back({line, *split, singleVote(*emotion)});
    source->add({row.offset, static_cast<std::uint32_t>(row.length)});
  }
  reader.report(log);
  inventory.source = std::move(source);
  return inventory;
}

} // namespace mien::detail
