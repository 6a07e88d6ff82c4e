#include "core/data/layouts/read_layout.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/layouts/class_folders.h"
#include "core/data/layouts/file_tree.h"
#include "core/data/layouts/image_tables.h"
#include "core/data/layouts/pixel_tables.h"
#include "core/data/layouts/table_file.h"
#include "core/picture/file_kind.h"

#include <algorithm>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFolders = 200; // of one level are looked into for tables
constexpr std::size_t kMostReasons = 6;   // in a message

bool holdsTables(const TableFiles& tables) { return !tables.images.empty() || !tables.pixels.empty(); }

// The tables in `root`, or else in its folders, or else in theirs; and those in the folders of splits below these.
TableFiles findAllTables(const fs::path& root) {
  TableFiles tables;
  std::vector<std::string> level = {""};
  for (int depth = 0; depth < 3 && !level.empty(); ++depth) {
    const bool found = holdsTables(tables);
    std::vector<std::string> next;
    for (const std::string& folder : level) {
      const std::string name = fs::path(folder).parent_path().filename().string();
      if (!found || parseSplit(name)) {
        tables.add(findTables(root, folder));
      }
      for (const std::string& inner : foldersIn(root / folder)) {
        if (next.size() < kMostFolders) {
          next.push_back(folder + inner + "/");
        }
      }
    }
    if (found) {
      break;
    }
    level = std::move(next);
  }
  return tables;
}

// The folder of a split that was given without the others: its name counts where they stand beside it.
Split splitOfFolder(const fs::path& root) {
  std::error_code error;
  const fs::path whole = fs::canonical(root, error);
  const std::optional<Split> own = error ? std::nullopt : parseSplit(whole.filename().string());
  if (own) {
    for (const std::string& name : foldersIn(whole.parent_path())) {
      if (const std::optional<Split> other = parseSplit(name); other && other != own) {
        return *own;
      }
    }
  }
  return Split::Train;
}

const TableFile* votesTable(const TableFiles& tables) {
  std::vector<const TableFile*> all;
  for (const TableFile& table : tables.images) {
    if (table.columns.votes && table.columns.split) {
      all.push_back(&table);
    }
  }
  return commonTable(all);
}

// "fer2013.zip is a zip archive; unpack it and give its folder.": what else stands in the folder of a data set.
std::vector<std::string> packedFiles(const fs::path& root) {
  std::vector<std::string> reasons;
  std::error_code error;
  for (fs::directory_iterator it(root, error), end; !error && it != end && reasons.size() < kMostReasons;
       it.increment(error)) {
    if (!isLitterName(it->path()) && !hasPictureSuffix(it->path())) {
      const FileKind kind = detectFileType(it->path()).kind;
      const std::string what =
          kind == FileKind::Picture || kind == FileKind::Video ? std::string() : foreignKind(it->path());
      if (!what.empty()) {
        reasons.push_back(shownText(it->path().filename().native()) + " is " + what + ".");
      }
    }
  }
  std::sort(reasons.begin(), reasons.end());
  return reasons;
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (std::size_t i = 0; i < std::min(reasons.size(), kMostReasons); ++i) {
    text += " " + reasons[i];
  }
  return reasons.size() > kMostReasons ? text + " (and more such files)" : text;
}

class Attempts {
public:
  Attempts(const fs::path& root, ProblemLog& log, const std::stop_token& stop)
      : m_root(root), m_log(log), m_stop(stop) {}

  std::optional<LayoutContents> read(const TableFiles& tables, Split split, bool folders) {
    m_reasons = tables.reasons;
    std::optional<FileTree> tree;
    const auto listed = [&]() -> const FileTree& {
      return tree ? *tree : tree.emplace(listFiles(m_root, m_stop, folders));
    };
    std::optional<LayoutContents> found;
    if (!tables.images.empty()) {
      found = attempt([&](ProblemLog& log, std::string& reason) {
        return readImageTables(m_root, tables.images, split, listed(), log, reason, m_stop);
      });
    }
    if (!found && !tables.pixels.empty()) {
      found = attempt([&](ProblemLog& log, std::string& reason) {
        return readPixelTables(tables.pixels, votesTable(tables), log, reason, m_stop);
      });
    }
    if (!found && folders) {
      found = attempt([&](ProblemLog& log, std::string& reason) {
        return readClassFolders(m_root, split, listed(), log, reason, m_stop);
      });
    }
    if (found && tree && found->layout != "kaggle-csv" && !tree->skipped.empty()) {
      m_log.add(Problem::OtherFiles, tree->skipped.count(), tree->others, tree->skipped.text());
    }
    return found;
  }

  [[nodiscard]] const std::vector<std::string>& reasons() const { return m_reasons; }

private:
  template <typename Read> std::optional<LayoutContents> attempt(Read read) {
    ProblemLog log;
    std::string reason;
    std::optional<LayoutContents> found = read(log, reason);
    if (found) {
      for (const std::string& other : m_reasons) {
        found->description += "; " + other.substr(0, other.size() - (other.ends_with('.') ? 1 : 0));
      }
      m_log = std::move(log);
    } else {
      m_reasons.push_back(std::move(reason));
    }
    return found;
  }

  const fs::path& m_root;
  ProblemLog& m_log;
  const std::stop_token& m_stop;
  std::vector<std::string> m_reasons;
};

LayoutContents readTable(const fs::path& file, ProblemLog& log, const std::stop_token& stop) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  TableFiles tables = inspectTable(file, {});
  const bool oneOfSeveral = !tables.images.empty() && tables.images.front().split;
  for (TableFiles beside = findTables(folder, {}); TableFile & table : beside.images) {
    // FER2013Valid.csv beside FER2013Train.csv, and the votes beside Kaggle's pixels, belong to the same data set.
    const bool sibling = oneOfSeveral && table.split && table.split != tables.images.front().split;
    if (sibling || (!tables.pixels.empty() && table.columns.votes && table.columns.split)) {
      tables.images.push_back(std::move(table));
    }
  }
  Attempts attempts(folder, log, stop);
  const bool pixels = !tables.pixels.empty();
  std::optional<LayoutContents> found;
  if (pixels) { // not the images that the votes may lead to
    std::string reason;
    found = readPixelTables(tables.pixels, votesTable(tables), log, reason, stop);
    tables.reasons.push_back(reason);
  } else {
    found = attempts.read(tables, splitOfFolder(folder), false);
    tables.reasons = attempts.reasons();
  }
  if (!found) {
    throw Error(ErrorKind::BadData, Message("{file} is no table of labelled images that Mien knows.{joined}",
                                            {{"file", shownPath(file)}, {"joined", joined(tables.reasons)}}));
  }
  return std::move(*found);
}

} // namespace

LayoutContents readLayout(const fs::path& root, ProblemLog& log, const std::stop_token& stop) {
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    return readTable(root, log, stop);
  }
  const TableFiles tables = findAllTables(root);
  Attempts attempts(root, log, stop);
  if (std::optional<LayoutContents> found = attempts.read(tables, splitOfFolder(root), true)) {
    return std::move(*found);
  }
  throw Error(
      ErrorKind::BadData,
      Message(
          "{root} holds no data set that Mien knows.{joined}{joined2}{labels} Mien reads tables that name images and "
          "their emotions, FER2013's tables of pixels, and folders named after emotions (train/anger/, ...).",
          {{"root", shownPath(root)},
           {"joined", joined(attempts.reasons())},
           {"joined2", joined(packedFiles(root))},
           {"labels", holdsTables(tables) || !tables.reasons.empty()
                          ? Message("")
                          : Message(" There is no table of labels (label.csv, fer2013new.csv, fer2013.csv, ...).")}}));
}

} // namespace mien::detail
