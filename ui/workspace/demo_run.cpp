#include "ui/workspace/demo_run.h"

#include "core/train/run_list.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QFileInfo>

namespace mien::ui {

bool isDemoData(const Workspace& workspace, const std::filesystem::path& data) {
  const QString demo = QFileInfo(workspace.demoFolder()).canonicalFilePath();
  return !demo.isEmpty() && QFileInfo(toQt(data)).canonicalFilePath() == demo;
}

bool isDemoModel(const Workspace& workspace, const QString& weights) {
  return !weights.isEmpty() && isDemoData(workspace, readRun(toPath(QFileInfo(weights).absolutePath())).config.data);
}

} // namespace mien::ui
