#pragma once

#include <QString>

namespace mien::ui {

/// "93 %" for a share of 0.93, in the user's language.
[[nodiscard]] QString wholePercentText(double share);

} // namespace mien::ui
