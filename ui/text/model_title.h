#pragma once

#include <QString>

namespace mien::ui {

/// How a weights file is called everywhere: Mien's own model so, that of a run by the run's name, any other by its
/// file's name.
[[nodiscard]] QString modelTitle(const QString& file);

} // namespace mien::ui
