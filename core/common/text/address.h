#pragma once

#include <string>
#include <string_view>

namespace mien {

/// Whether a text is an address ("rtsp://host/stream", "http://host/a.mp4") rather than the path of a file.
[[nodiscard]] bool isAddress(std::string_view text);

/// An address as it may be shown and stored: without "user:password@" before the host, and without those of its
/// parameters ("token=...", "passphrase=...", "pwd=...") that are secrets by their name. Other texts stay as they are.
/// shownPath() shows what is given in place of a path so.
[[nodiscard]] std::string withoutPassword(std::string_view address);

} // namespace mien
