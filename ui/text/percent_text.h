#pragma once

#include <QString>

namespace mien::ui {

/// "93.4 %" for a share of 0.934, in the user's language.
[[nodiscard]] QString percentText(double share, int decimals = 1);

} // namespace mien::ui
