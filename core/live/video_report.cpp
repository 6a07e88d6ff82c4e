#include "core/live/video_report.h"

#include <nlohmann/json.hpp>

namespace mien {

nlohmann::ordered_json videoReportJson(const std::filesystem::path& file, const VideoAnalysis& analysis,
                                       const SessionStatistics& statistics) {
  nlohmann::ordered_json json{{"file", file.string()}, {"fps", analysis.fps}, {"stopped", analysis.stopped}};
  json.update(statistics.json());
  return json;
}

} // namespace mien
