#include "ui/pages/predict/file_collector.h"

#include "core/common/error.h"
#include "core/face/image_file.h"
#include "core/live/frame_source.h"
#include "ui/support/text.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

namespace {

/// The entries of a folder that are wanted and not hidden, by name.
template <class Wanted> std::vector<fs::path> entriesOf(const fs::path& folder, const Wanted& wanted) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    if (entry->path().filename().string().front() != '.' && wanted(*entry)) {
      found.push_back(entry->path());
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<fs::path> subFolders(const fs::path& folder) {
  return entriesOf(folder, [](const fs::directory_entry& entry) {
    std::error_code ignored;
    return entry.is_directory(ignored) && !entry.is_symlink(ignored);
  });
}

std::vector<fs::path> videosInFolder(const fs::path& folder) {
  return entriesOf(folder, [](const fs::directory_entry& entry) {
    std::error_code ignored;
    return hasVideoSuffix(entry.path()) && entry.is_regular_file(ignored);
  });
}

void collectFolder(const fs::path& folder, CollectedFiles& found, const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return;
  }
  try {
    std::ranges::move(imagesInFolder(folder), std::back_inserter(found.images));
    std::ranges::move(videosInFolder(folder), std::back_inserter(found.videos));
  } catch (const Error& error) {
    found.problems << toQt(error.what());
  }
  for (const fs::path& inner : subFolders(folder)) {
    collectFolder(inner, found, stop);
  }
}

CollectedFiles collectAll(const QStringList& paths, const std::stop_token& stop) {
  CollectedFiles found;
  for (const QString& path : paths) {
    const QFileInfo info(path);
    if (info.isDir()) {
      collectFolder(toPath(info.absoluteFilePath()), found, stop);
    } else if (hasVideoSuffix(toPath(path))) {
      found.videos.push_back(toPath(info.absoluteFilePath()));
    } else if (hasImageSuffix(toPath(path))) {
      found.images.push_back(toPath(info.absoluteFilePath()));
    } else {
      ++found.others;
    }
  }
  return found;
}

} // namespace

FileCollector::FileCollector(QObject* parent) : QObject(parent), m_worker(this) {}

void FileCollector::collect(const QStringList& paths) {
  m_waiting += paths;
  if (!running()) {
    next();
  }
}

void FileCollector::cancel() {
  m_waiting.clear();
  m_worker.requestStop();
}

void FileCollector::next() {
  const QStringList paths = std::exchange(m_waiting, {});
  const auto end = [this] {
    if (m_waiting.isEmpty()) {
      emit ended();
    } else {
      next();
    }
  };
  m_worker.start([paths](const std::stop_token& stop) { return collectAll(paths, stop); },
                 [this, end](const CollectedFiles& files) {
                   emit collected(files);
                   end();
                 },
                 [this, end](const QString& message) {
                   emit collected({{}, {}, 0, {message}});
                   end();
                 });
}

} // namespace mien::ui
