#include "ui/text/english_plurals.h"

namespace mien::ui {

QString EnglishPlurals::translate(const char* /*context*/, const char* text, const char* /*comment*/, int n) const {
  if (n < 0) {
    return {}; // nothing is counted: the source text as it is
  }
  return QString::fromUtf8(text).replace(QLatin1String("(s)"), QLatin1String(n == 1 ? "" : "s"));
}

} // namespace mien::ui
