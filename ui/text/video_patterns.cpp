#include "ui/text/video_patterns.h"

#include "core/picture/video_names.h"
#include "ui/text/qt_strings.h"

#include <QStringList>

namespace mien::ui {

QString videoPatterns() {
  QStringList patterns;
  for (const std::string_view suffix : kVideoSuffixes) {
    patterns << QLatin1Char('*') + toQt(suffix);
  }
  return patterns.join(QLatin1Char(' '));
}

} // namespace mien::ui
