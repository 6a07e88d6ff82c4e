#pragma once

#include <filesystem>
#include <string>

namespace mien::ui {

/// The folder in which `file`, a path relative to `root` or a name that only begins with one ("fer2013.csv:12"),
/// stands.
[[nodiscard]] std::filesystem::path folderOf(const std::filesystem::path& root, const std::string& file);

/// Opens that folder in the file manager; false when there is no file manager or no such folder.
bool showInFolder(const std::filesystem::path& root, const std::string& file);

} // namespace mien::ui
