#include "ui/text/weights_filter.h"

#include "core/weights/weights_suffix.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QStringList>

namespace mien::ui {

QString weightsFilter() {
  QStringList patterns;
  for (const std::string_view suffix : kWeightsSuffixes) {
    patterns.append(QLatin1Char('*') + toQt(suffix));
  }
  return QCoreApplication::translate("WeightsFilter", "Weights (%1);;All files (*)")
      .arg(patterns.join(QLatin1Char(' ')));
}

} // namespace mien::ui
