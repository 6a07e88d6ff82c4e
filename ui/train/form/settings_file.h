#pragma once

#include "core/train/train_config.h"

#include <QString>

namespace mien::ui {

/// Settings of a training in a JSON file, as in a run's config.json. Any thread. Throws mien::Error.
[[nodiscard]] TrainConfig readSettings(const QString& file);
void writeSettings(const QString& file, const TrainConfig& config);

} // namespace mien::ui
