#pragma once

#include "core/live/video_analysis.h"
#include "core/session/session_statistics.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace mien {

/// What a video showed: {"file", "fps", "stopped", "unreadable": [{"from", "to"}] (s)} and then what
/// SessionStatistics::json() has. A file name that is not UTF-8 has its odd bytes replaced when dumped with
/// error_handler_t::replace.
[[nodiscard]] nlohmann::ordered_json videoReportJson(const std::filesystem::path& file, const VideoAnalysis& analysis,
                                                     const SessionStatistics& statistics);

} // namespace mien
