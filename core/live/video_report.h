#pragma once

#include "core/live/session_statistics.h"
#include "core/live/video_analysis.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace mien {

/// What a video showed: {"file", "fps", "stopped"} and then what SessionStatistics::json() has. A file name that is not
/// UTF-8 has its odd bytes replaced when dumped with error_handler_t::replace.
[[nodiscard]] nlohmann::ordered_json videoReportJson(const std::filesystem::path& file, const VideoAnalysis& analysis,
                                                     const SessionStatistics& statistics);

} // namespace mien
