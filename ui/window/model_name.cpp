#include "ui/window/model_name.h"

#include <QDir>
#include <QFileInfo>

namespace mien::ui {

QString modelName(const QString& file) {
  const QFileInfo info(file);
  return QDir(info.dir().dirName()).filePath(info.fileName());
}

} // namespace mien::ui
