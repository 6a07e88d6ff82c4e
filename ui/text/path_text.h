#pragma once

#include <QString>

#include <filesystem>

namespace mien::ui {

/// A path or name as it may stand on the screen, see core/common/text/shown_text.h. Not to be turned back into a path.
[[nodiscard]] QString pathText(const std::filesystem::path& path);
[[nodiscard]] QString pathText(const QString& path);

} // namespace mien::ui
