#pragma once

#include <array>
#include <filesystem>
#include <string_view>

namespace mien {

/// How names of videos usually end, for dialogs. What a file is its content says: see core/picture/file_kind.h.
inline constexpr std::array<std::string_view, 41> kVideoSuffixes{
    ".mp4", ".m4v",  ".mov",   ".qt",   ".avi", ".divx", ".mkv",  ".webm", ".mpg",  ".mpeg", ".mpe",
    ".m1v", ".m2v",  ".vob",   ".ts",   ".m2t", ".mts",  ".m2ts", ".wmv",  ".asf",  ".flv",  ".f4v",
    ".ogv", ".ogm",  ".3gp",   ".3g2",  ".mxf", ".dv",   ".mod",  ".tod",  ".h264", ".264",  ".h265",
    ".265", ".hevc", ".mjpeg", ".mjpg", ".ivf", ".y4m",  ".rm",   ".rmvb"};

/// Whether the name ends like a video file's, in any case: for files that are not there to be looked at.
[[nodiscard]] bool hasVideoSuffix(const std::filesystem::path& name);

/// Whether a file is to be opened as a video. What is not there (any more), or is neither a picture nor a video, is
/// what its name says: reading it says the rest.
[[nodiscard]] bool opensAsVideo(const std::filesystem::path& file);

} // namespace mien
