#include "ui/workspace/dropped_path.h"

#include "core/data/emotion.h"
#include "core/data/label_table.h"
#include "core/data/split.h"
#include "core/picture/file_kind.h"
#include "core/picture/video_names.h"
#include "core/train/trainer.h"
#include "core/weights/weights_suffix.h"
#include "ui/text/qt_strings.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace mien::ui {

namespace {

constexpr int kMostEntries = 500; // of a folder are looked at: this runs while something is dragged

bool isImageOrVideo(const QString& file) {
  const FileKind kind = detectFileType(toPath(file)).kind;
  return kind == FileKind::Picture || kind == FileKind::Video;
}

bool holdsImages(const QString& folder) {
  QDirIterator files(folder, QDir::Files);
  for (int seen = 0; seen < kMostEntries && files.hasNext(); ++seen) {
    const QString file = files.next();
    if (!isLitterName(toPath(file)) && isImageOrVideo(file)) {
      return true;
    }
  }
  return false;
}

DroppedPath recognizeFolder(const QString& path) {
  for (const char* weights : {RunFiles::kBest, RunFiles::kFinal}) { // of a run folder
    const QString file = QDir(path).filePath(QString::fromLatin1(weights));
    if (QFileInfo(file).isFile()) {
      return {DroppedPath::Kind::Model, file};
    }
  }
  const bool images = isPlainFolder(path) && holdsImages(path);
  return {images ? DroppedPath::Kind::Images : DroppedPath::Kind::Dataset, path};
}

} // namespace

bool isPlainFolder(const QString& folder) {
  if (!QFileInfo(folder).isDir()) {
    return false;
  }
  QDirIterator entries(folder, QDir::AllEntries | QDir::NoDotAndDotDot);
  for (int seen = 0; seen < kMostEntries && entries.hasNext(); ++seen) {
    entries.next();
    const QFileInfo entry = entries.fileInfo();
    const QString name = entry.fileName().toLower();
    if (entry.isDir()) {
      if (parseSplit(name.toStdString()) || parseEmotion(name.toStdString())) {
        return false;
      }
    } else if (name.endsWith(QLatin1String(".csv")) || name.endsWith(QLatin1String(".tsv"))) {
      return false;
    }
  }
  return true;
}

DroppedPath classifyPath(const QString& path) {
  const QFileInfo info(path);
  if (info.isDir()) {
    return recognizeFolder(path);
  }
  if (!info.isFile()) {
    return {};
  }
  const QString suffix = info.suffix().toLower();
  if (looksLikeModel(toPath(path))) {
    return {DroppedPath::Kind::Model, path};
  }
  const bool table =
      suffix == QLatin1String("csv") || suffix == QLatin1String("tsv"); // if it is none, opening says why
  const bool maybeTable = suffix.isEmpty() || suffix == QLatin1String("txt") || suffix == QLatin1String("lst");
  if (table || (maybeTable && isLabelTable(toPath(path)))) {
    return {DroppedPath::Kind::Dataset, info.absoluteFilePath()};
  }
  // One that is only called so is opened, too: the page says what is wrong with it.
  if (isImageOrVideo(path) || hasPictureSuffix(toPath(path)) || hasVideoSuffix(toPath(path))) {
    return {DroppedPath::Kind::Images, path};
  }
  return {};
}

DroppedPath firstUsable(const QMimeData& dragged) {
  DroppedPath first;
  for (const QString& path : localPaths(dragged)) {
    DroppedPath found = classifyPath(path);
    if (found.kind == DroppedPath::Kind::Images) {
      return found;
    }
    if (first.kind == DroppedPath::Kind::Unknown) {
      first = found;
    }
  }
  return first;
}

QStringList localPaths(const QMimeData& dragged) {
  QStringList paths;
  for (const QUrl& url : dragged.urls()) {
    if (url.isLocalFile()) {
      paths << url.toLocalFile();
    }
  }
  return paths;
}

} // namespace mien::ui
