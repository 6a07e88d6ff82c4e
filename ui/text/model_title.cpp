#include "ui/text/model_title.h"

#include "core/model/default_model.h"
#include "core/train/trainer.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace mien::ui {

QString modelTitle(const QString& file) {
  const QFileInfo info(file);
  if (const auto own = findDefaultModel(); own && QFileInfo(toQt(*own)) == info) {
    return QCoreApplication::translate("ModelTitle", "Mien's own model");
  }
  const QString run = info.dir().dirName();
  const bool ofRun =
      info.fileName() == QLatin1String(RunFiles::kBest) || info.fileName() == QLatin1String(RunFiles::kFinal);
  return pathText(ofRun && !run.isEmpty() ? run : info.fileName());
}

} // namespace mien::ui
