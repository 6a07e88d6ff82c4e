#pragma once

#include <QString>

namespace mien::ui {

/// "*.mp4 *.mov ...": the usual names of videos, for file dialogs.
[[nodiscard]] QString videoPatterns();

} // namespace mien::ui
