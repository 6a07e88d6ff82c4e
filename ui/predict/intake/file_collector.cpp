#include "ui/predict/intake/file_collector.h"

#include "core/common/error.h"
#include "core/picture/file_kind.h"
#include "core/picture/folder_files.h"
#include "core/picture/video_names.h"
#include "ui/text/message_text.h"
#include "ui/text/qt_strings.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

namespace {

void collectFolder(const fs::path& folder, CollectedFiles& found, const std::stop_token& stop) {
  FolderFiles inside;
  try {
    inside = listFolder(folder, stop);
  } catch (const Error& error) {
    found.problems << messageText(error.message());
    return;
  }
  for (fs::path& picture : inside.pictures) {
    found.files.push_back({std::move(picture), false});
  }
  for (fs::path& video : inside.videos) {
    found.files.push_back({std::move(video), true});
  }
  found.skipped.add(inside.skipped);
  found.stopped = found.stopped || inside.stopped;
  for (const fs::path& inner : inside.folders) {
    if (found.stopped) {
      return;
    }
    collectFolder(inner, found, stop);
  }
}

/// A file that the user named: where it is called a picture or a video, reading it says what else it is.
void collectFile(const fs::path& file, CollectedFiles& found) {
  const FileKind kind = detectFileType(file).kind;
  if (kind == FileKind::Video) {
    found.files.push_back({file, true});
  } else if (kind == FileKind::Picture || hasPictureSuffix(file)) {
    found.files.push_back({file, false});
  } else if (hasVideoSuffix(file)) {
    found.files.push_back({file, true});
  } else {
    found.skipped.add(file, kind);
    ++found.others;
  }
}

CollectedFiles collectAll(const QStringList& paths, const std::stop_token& stop) {
  CollectedFiles found;
  for (const QString& path : paths) {
    const QFileInfo info(path);
    if (info.isDir()) {
      collectFolder(toPath(info.absoluteFilePath()), found, stop);
    } else {
      collectFile(toPath(info.absoluteFilePath()), found);
    }
  }
  std::ranges::stable_partition(found.files, [](const InputFile& file) { return !file.video; });
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
                   CollectedFiles failed;
                   failed.problems << message;
                   emit collected(failed);
                   end();
                 });
}

} // namespace mien::ui
