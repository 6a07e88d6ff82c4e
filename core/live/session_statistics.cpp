#include "core/live/session_statistics.h"

#include <nlohmann/json.hpp>

namespace mien {

void SessionStatistics::add(double seconds, std::span<const LiveFace> faces) {
  m_seconds = seconds;
  ++m_frames;
  m_framesWithFace += faces.empty() ? 0 : 1;
  for (const LiveFace& face : faces) {
    FaceTotals& totals = m_faces[face.id];
    if (totals.frames++ == 0) {
      totals.first = seconds;
      totals.meanProbabilities.resize(m_labels.size());
      totals.mostProbable.resize(m_labels.size());
    }
    totals.last = seconds;
    for (std::size_t i = 0; i < m_labels.size() && i < face.probabilities.size(); ++i) {
      totals.meanProbabilities[i] += static_cast<double>(face.probabilities[i]);
    }
    if (static_cast<std::size_t>(face.label) < m_labels.size()) {
      ++totals.mostProbable[static_cast<std::size_t>(face.label)];
    }
  }
}

std::map<int, SessionStatistics::FaceTotals> SessionStatistics::faces() const {
  std::map<int, FaceTotals> means = m_faces;
  for (auto& entry : means) {
    FaceTotals& totals = entry.second;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
      totals.meanProbabilities[i] /= static_cast<double>(totals.frames);
      totals.mostProbable[i] /= static_cast<double>(totals.frames);
    }
  }
  return means;
}

nlohmann::ordered_json SessionStatistics::json() const {
  nlohmann::ordered_json json{{"seconds", m_seconds},
                              {"frames", m_frames},
                              {"frames_with_faces", m_framesWithFace},
                              {"labels", m_labels},
                              {"faces", nlohmann::ordered_json::array()}};
  for (const auto& [id, totals] : faces()) {
    nlohmann::ordered_json face{
        {"face", id}, {"first", totals.first}, {"last", totals.last}, {"frames", totals.frames}};
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
      face["mean_probability"][m_labels[i]] = totals.meanProbabilities[i];
      face["most_probable"][m_labels[i]] = totals.mostProbable[i];
    }
    json["faces"].push_back(std::move(face));
  }
  return json;
}

} // namespace mien
