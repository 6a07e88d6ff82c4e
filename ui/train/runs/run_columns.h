#pragma once

#include "ui/train/runs/run_table_model.h"

#include <QVariant>

namespace mien::ui {

// What stands in the columns of the table of runs.
[[nodiscard]] QString runColumnTitle(RunTableModel::Column column);
[[nodiscard]] QString runColumnHelp(RunTableModel::Column column); ///< one sentence
[[nodiscard]] QString runText(const RunEntry& run, RunTableModel::Column column);
[[nodiscard]] QVariant runSortKey(const RunEntry& run, RunTableModel::Column column);
[[nodiscard]] bool isNumeric(RunTableModel::Column column);

} // namespace mien::ui
