#pragma once

#include <QString>

namespace mien::ui {

/// The name filter of every dialog that opens a file of weights: "Weights (*.pth ...);;All files (*)".
[[nodiscard]] QString weightsFilter();

} // namespace mien::ui
