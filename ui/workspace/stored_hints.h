#pragma once

#include "core/model/model_hints.h"

#include <QString>

namespace mien::ui {

/// What the user has said of a weights file that does not say it itself; kept in the settings, for as long as the file
/// is not written again. Empty where nothing was said. Any thread.
[[nodiscard]] ModelHints storedHints(const QString& file);
void storeHints(const QString& file, const ModelHints& hints);

} // namespace mien::ui
