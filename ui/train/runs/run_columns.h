#pragma once

#include "ui/train/runs/runs_model.h"

#include <QVariant>

namespace mien::ui {

// What stands in the columns of the table of runs.
[[nodiscard]] QString runColumnTitle(RunsModel::Column column);
[[nodiscard]] QString runColumnHelp(RunsModel::Column column); ///< one sentence
[[nodiscard]] QString runText(const RunEntry& run, RunsModel::Column column);
[[nodiscard]] QVariant runSortKey(const RunEntry& run, RunsModel::Column column);
[[nodiscard]] bool isNumeric(RunsModel::Column column);

} // namespace mien::ui
