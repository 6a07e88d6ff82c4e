#pragma once

#include <QString>

namespace mien::ui {

/// A whole number with the separators of the user's language: 35,710.
[[nodiscard]] QString countText(qulonglong number);

/// A span of time in words, to two units: "45 s", "12 min 30 s", "3 h 05 min".
[[nodiscard]] QString durationText(double seconds);

/// A time of a video, in seconds: "12.5".
[[nodiscard]] QString secondsText(double seconds);

/// A position in something that plays: "1:05", and with tenths of a second "0:05.8".
[[nodiscard]] QString clockText(double seconds, bool tenths);

/// A loss: "0.752".
[[nodiscard]] QString lossText(double loss);

} // namespace mien::ui
