#pragma once

#include <filesystem>

namespace mien {

/// Whether a regular file begins like a container of moving pictures (MP4, MOV, 3GP, Matroska, WebM, AVI, MPEG, TS,
/// MTS, FLV, WMV, Ogg, animated GIF or PNG, ...), whatever its name. A container that turns out to hold sound alone
/// counts; opening it says so. Reads some kilobytes; false for all that is no regular file. Any thread; throws nothing.
[[nodiscard]] bool isVideoFile(const std::filesystem::path& file);

} // namespace mien
