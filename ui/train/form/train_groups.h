#pragma once

#include <vector>

class QWidget;

namespace mien::ui {

class SettingsGroup;

/// The groups that hold all settings of a training except its name and data, with their help.
[[nodiscard]] std::vector<SettingsGroup*> makeTrainGroups(QWidget* parent);

} // namespace mien::ui
