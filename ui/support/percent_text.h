#pragma once

#include <QString>

namespace mien::ui {

/// "93.4 %" for a share of 0.934, in the user's language.
[[nodiscard]] QString percentText(double share, int decimals = 1);

/// A probability that a model gives, in whole per cent. No model is wholly sure: from 99.5 % on it is "> 99 %".
[[nodiscard]] QString probabilityText(double probability);

} // namespace mien::ui
