#include "core/data/detail/problem_log.h"

#include <utility>

namespace mien::detail {

namespace {

constexpr std::size_t kExamples = 500;

struct Kind {
  const char* key;
  const char* description;
};

constexpr std::array<Kind, static_cast<std::size_t>(Problem::Count)> kKinds = {{
    {"row_without_name", "rows without an image name (skipped)"},
    {"missing_image", "rows whose image is missing (skipped)"},
    {"image_without_row", "images without a row in the label file (skipped)"},
    {"duplicate_row", "rows that name an image a second time (skipped)"},
    {"bad_votes", "rows whose label is missing or not a number (skipped)"},
    {"extra_columns", "rows with extra columns (ignored)"},
    {"unknown_split", "rows of an unknown split (skipped)"},
    {"unknown_class", "folders that are not named after an emotion (skipped)"},
    {"empty_image", "empty images (skipped)"},
    {"corrupt_image", "images that cannot be decoded (skipped)"},
    {"other_size", "images of another size than most (resized)"},
    {"colour_image", "colour images (converted to grey)"},
    {"cut_short_image", "damaged images that show the whole picture (used)"},
    {"several_pictures", "animations and files of several pages (the first picture used)"},
    {"transparent_image", "wholly transparent images (white)"},
    {"byte_order_mark", "label files that start with a byte-order mark (ignored)"},
    {"windows_line_ends", "label files with Windows line ends (accepted)"},
    {"leakage", "images of validation or test that also stand in another split"},
}};

} // namespace

void ProblemLog::add(Problem problem, const std::string& name) {
  Entry& entry = m_entries[static_cast<std::size_t>(problem)];
  ++entry.count;
  if (entry.examples.size() < kExamples) {
    entry.examples.push_back(name);
  }
}

std::vector<DatasetProblem> ProblemLog::take() {
  std::vector<DatasetProblem> problems;
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    if (m_entries[i].count > 0) {
      problems.push_back({kKinds[i].key, kKinds[i].description, m_entries[i].count, std::move(m_entries[i].examples)});
    }
  }
  return problems;
}

} // namespace mien::detail
