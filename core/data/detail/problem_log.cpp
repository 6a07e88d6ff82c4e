#include "core/data/detail/problem_log.h"

#include "core/common/text/shown_text.h"

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
    {"bad_votes", "rows whose label is missing or cannot be read (skipped)"},
    {"contradictory_row", "rows that give an image another label or split than a row before (skipped)"},
    {"junk_row", "rows that hold no image at all (skipped)"},
    {"extra_columns", "rows with extra columns (ignored)"},
    {"unknown_split", "rows of an unknown split (skipped)"},
    {"unknown_class", "folders that are not named after an emotion (skipped)"},
    {"outside_classes", "folders with images beside those of the emotions (skipped)"},
    {"outside_splits", "folders outside those of the splits (skipped)"},
    {"other_files", "files that are no pictures (skipped)"},
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
    {"twin_labels", "images that stand twice in a split, with different labels"},
    {"person_in_splits", "people (sub-folders) whose images stand in more than one split"},
}};

} // namespace

void ProblemLog::add(Problem problem, const std::string& name) {
  Entry& entry = m_entries[static_cast<std::size_t>(problem)];
  ++entry.count;
  if (entry.examples.size() < kExamples) {
    entry.examples.push_back(shownText(name));
  }
}

void ProblemLog::add(Problem problem, std::size_t count, const std::vector<std::string>& names,
                     std::string description) {
  for (const std::string& name : names) {
    add(problem, name);
  }
  Entry& entry = m_entries[static_cast<std::size_t>(problem)];
  entry.count += count - names.size();
  entry.description = std::move(description);
}

std::string ProblemLog::worst() const {
  std::size_t most = m_entries.size();
  for (const Problem problem :
       {Problem::RowWithoutName, Problem::MissingImage, Problem::BadVotes, Problem::JunkRow, Problem::UnknownSplit}) {
    const auto at = static_cast<std::size_t>(problem);
    if (m_entries[at].count > (most < m_entries.size() ? m_entries[most].count : 0)) {
      most = at;
    }
  }
  return most == m_entries.size() ? std::string()
                                  : std::to_string(m_entries[most].count) + " " + kKinds[most].description + ", e.g. " +
                                        m_entries[most].examples.front();
}

std::vector<DatasetProblem> ProblemLog::take() {
  std::vector<DatasetProblem> problems;
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    if (m_entries[i].count > 0) {
      Entry& entry = m_entries[i];
      problems.push_back({kKinds[i].key, entry.description.empty() ? kKinds[i].description : entry.description,
                          entry.count, std::move(entry.examples)});
    }
  }
  return problems;
}

} // namespace mien::detail
