#include "core/common/text/numeric_locale.h"

#include <clocale>

namespace mien {

void resetNumericLocale() { std::setlocale(LC_NUMERIC, "C"); }

} // namespace mien
