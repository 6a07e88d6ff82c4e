#pragma once

#include <QString>

#include <filesystem>
#include <string_view>

namespace mien::ui {

/// Between core's UTF-8 strings and paths and Qt's. The only place that does this.
[[nodiscard]] QString toQt(std::string_view text);
[[nodiscard]] QString toQt(const std::filesystem::path& path);
[[nodiscard]] inline QString toQt(const std::string& text) { return toQt(std::string_view(text)); }
[[nodiscard]] inline QString toQt(const char* text) { return toQt(std::string_view(text)); }
[[nodiscard]] std::filesystem::path toPath(const QString& text);

} // namespace mien::ui
