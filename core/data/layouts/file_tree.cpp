#include "core/data/layouts/file_tree.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/picture/file_kind.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFolders = 20'000; // a folder a person and emotion stays far below

class Walk {
public:
  Walk(const fs::path& root, FileTree& tree, const std::stop_token& stop, bool all)
      : m_root(root), m_tree(tree), m_stop(stop), m_all(all) {}

  void enter(const fs::path& folder, const std::string& prefix) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0 || !m_seen.emplace(status.st_dev, status.st_ino).second) {
      return;
    }
    if (m_seen.size() > kMostFolders) {
      throw Error(ErrorKind::BadData,
                  Message("{folder} holds more than 20000 folders. Give the folder of the data set itself.",
                          {{"folder", shownPath(m_root)}}));
    }
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && !m_stop.stop_requested();
         it.increment(error)) {
      const std::string name = it->path().filename().string();
      std::error_code ignored;
      if (isLitterName(name)) {
        m_tree.skipped.add(it->path(), FileKind::Litter);
      } else if (it->is_directory(ignored)) {
        enter(it->path(), prefix + name + "/");
      } else {
        add(it->path(), prefix + name);
      }
    }
    if (error && m_all) { // half a data set would be lost without a word
      throw Error(ErrorKind::Io,
                  Message("cannot list {folder}: {reason}. Check its permissions, or take it out of the data set.",
                          {{"folder", shownPath(folder)}, {"reason", error.message()}}));
    }
  }

private:
  void add(const fs::path& file, std::string name) {
    std::error_code ignored;
    const bool regular = fs::is_regular_file(file, ignored);
    if (regular && hasPictureSuffix(file)) { // whatever is in it: reading it says what is wrong
      m_tree.images.push_back(std::move(name));
      return;
    }
    const FileKind kind = detectFileType(file).kind;
    if (kind == FileKind::Picture) {
      m_tree.images.push_back(std::move(name));
    } else if (kind != FileKind::Table && name.find('/') != std::string::npos) { // beside the folders stands a README
      m_tree.skipped.add(file, kind);
      m_tree.others.push_back(std::move(name));
    }
  }

  const fs::path& m_root;
  FileTree& m_tree;
  const std::stop_token& m_stop;
  bool m_all;
  std::set<std::pair<dev_t, ino_t>> m_seen;
};

} // namespace

FileTree listFiles(const fs::path& root, const std::stop_token& stop, bool all) {
  FileTree tree;
  Walk(root, tree, stop, all).enter(root, {});
  std::sort(tree.images.begin(), tree.images.end());
  std::sort(tree.others.begin(), tree.others.end());
  return tree;
}

std::vector<std::string> foldersIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    std::string name = it->path().filename().string();
    if (!isLitterName(name) && it->is_directory(ignored)) {
      names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

} // namespace mien::detail
