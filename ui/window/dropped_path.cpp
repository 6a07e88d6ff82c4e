#include "ui/window/dropped_path.h"

#include "core/train/trainer.h"

#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace mien::ui {

DroppedPath recognize(const QString& path) {
  const QFileInfo info(path);
  if (info.isDir()) {
    for (const char* weights : {RunFiles::kBest, RunFiles::kFinal}) { // of a run folder
      const QString file = QDir(path).filePath(QString::fromLatin1(weights));
      if (QFileInfo(file).isFile()) {
        return {DroppedPath::Kind::Model, file};
      }
    }
    return {DroppedPath::Kind::Dataset, path};
  }
  const QString suffix = info.suffix().toLower();
  if (info.isFile() && (suffix == QLatin1String("pth") || suffix == QLatin1String("pt"))) {
    return {DroppedPath::Kind::Model, path};
  }
  if (info.isFile() && suffix == QLatin1String("csv")) { // fer2013.csv and the like: the folder is the data set
    return {DroppedPath::Kind::Dataset, info.absolutePath()};
  }
  return {};
}

DroppedPath firstUsable(const QMimeData& dragged) {
  for (const QUrl& url : dragged.urls()) {
    const DroppedPath path = recognize(url.toLocalFile());
    if (url.isLocalFile() && path.kind != DroppedPath::Kind::Unknown) {
      return path;
    }
  }
  return {};
}

} // namespace mien::ui
