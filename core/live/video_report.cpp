#include "core/live/video_report.h"

#include <nlohmann/json.hpp>

namespace mien {

nlohmann::ordered_json videoReportJson(const std::filesystem::path& file, const VideoAnalysis& analysis,
                                       const SessionStatistics& statistics) {
  nlohmann::ordered_json json{{"file", file.string()},
                              {"fps", analysis.fps},
                              {"stopped", analysis.stopped},
                              {"unreadable", nlohmann::ordered_json::array()}};
  for (const TimeInterval& part : analysis.unreadable) {
    json["unreadable"].push_back({{"from", part.from}, {"to", part.to}});
  }
  json.update(statistics.json());
  return json;
}

} // namespace mien
