#include "app/commands/evaluate/plots.h"

#include "core/common/text/numeric_locale.h"
#include "ui/charts/report_pictures.h"

#include <QApplication>
#include <QLocale>

#include <utility>

namespace mien::cli {

std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> result,
                                              const std::filesystem::path& folder) {
  // No screen is asked for, nobody's style or plug-ins are, and what Qt has to say of fonts or folders helps nobody
  // here.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QPA_PLATFORMTHEME", "");
  qunsetenv("QT_STYLE_OVERRIDE");
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  int count = 1;
  char name[] = "mien-cli";
  char* arguments[] = {name, nullptr};
  const QApplication application(count, arguments);
  resetNumericLocale();
  QLocale::setDefault(QLocale::c()); // the same pictures on every machine, as the other files
  return ui::writeReportPictures(std::move(result), folder);
}

} // namespace mien::cli
