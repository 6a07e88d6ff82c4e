#pragma once

#include <QString>

namespace mien::ui {

/// A span of time in words, to two units: "45 s", "12 min 30 s", "3 h 05 min".
[[nodiscard]] QString durationText(double seconds);

/// A loss: "0.752".
[[nodiscard]] QString lossText(double loss);

} // namespace mien::ui
