#pragma once

#include <QString>

namespace mien::ui {

/// How a weights file is called where there is little room: "first/model_best.pth", the run and the file.
[[nodiscard]] QString modelName(const QString& file);

} // namespace mien::ui
