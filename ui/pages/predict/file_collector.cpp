#include "ui/pages/predict/file_collector.h"

#include "core/common/error.h"
#include "core/face/image_file.h"
#include "ui/support/text.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> subFolders(const fs::path& folder) {
  std::vector<fs::path> folders;
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored) &&
        entry->path().filename().string().front() != '.') {
      folders.push_back(entry->path());
    }
  }
  std::ranges::sort(folders);
  return folders;
}

void collectFolder(const fs::path& folder, CollectedFiles& found, const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return;
  }
  try {
    std::ranges::move(imagesInFolder(folder), std::back_inserter(found.images));
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
    } else if (hasVideoSuffix(path)) {
      ++found.videos;
    } else if (hasImageSuffix(toPath(path))) {
      found.images.push_back(toPath(info.absoluteFilePath()));
    } else {
      ++found.others;
    }
  }
  return found;
}

} // namespace

bool hasVideoSuffix(const QString& file) {
  static const QSet<QString> kSuffixes{QStringLiteral("mp4"), QStringLiteral("mov"),  QStringLiteral("avi"),
                                       QStringLiteral("mkv"), QStringLiteral("webm"), QStringLiteral("m4v"),
                                       QStringLiteral("mpg"), QStringLiteral("mpeg"), QStringLiteral("wmv"),
                                       QStringLiteral("ogv"), QStringLiteral("3gp")};
  return kSuffixes.contains(QFileInfo(file).suffix().toLower());
}

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
                   emit collected({{}, 0, 0, {message}});
                   end();
                 });
}

} // namespace mien::ui
