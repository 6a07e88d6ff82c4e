#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mien {

/// A text from outside (a file's name, a tensor's name, a label) as it may stand in a message or on a terminal: control
/// characters become "\n", "\t", "\x1b", bytes that are no UTF-8 "\xe9"; everything else stays. Any thread.
[[nodiscard]] std::string shownText(std::string_view text);

/// The same for a path, without quotes around it.
[[nodiscard]] std::string shownPath(const std::filesystem::path& path);

/// Whether the whole text is UTF-8 (RFC 3629).
[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace mien
