#include "app/commands/plots.h"

#include "core/common/text/numeric_locale.h"
#include "ui/charts/report_pictures.h"

#include <QApplication>

#include <utility>

namespace mien::cli {

void requirePlots() {}

std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> result,
                                              const std::filesystem::path& folder) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int count = 1;
  char name[] = "mien-cli";
  char* arguments[] = {name, nullptr};
  const QApplication application(count, arguments);
  resetNumericLocale();
  return ui::writeReportPictures(std::move(result), folder);
}

} // namespace mien::cli
