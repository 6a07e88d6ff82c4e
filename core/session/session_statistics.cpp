#include "core/session/session_statistics.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien {

namespace {

/// As the table has it.
double toMicroseconds(double seconds) { return std::round(seconds * 1e6) / 1e6; }

} // namespace

void SessionStatistics::add(double seconds, std::span<const FaceResult> faces) {
  for (const int id : std::exchange(m_shown, {})) {
    m_faces[id].until = seconds;
  }
  m_interval = m_frames == 0 ? 0 : seconds - m_seconds;
  m_seconds = seconds;
  ++m_frames;
  const auto seen = [](const FaceResult& face) { return face.state != FaceState::Held; };
  m_framesWithFace += std::any_of(faces.begin(), faces.end(), seen) ? 1 : 0;
  for (const FaceResult& face : faces) {
    if (!seen(face)) {
      continue;
    }
    FaceTotals& totals = m_faces[face.id];
    if (totals.frames++ == 0) {
      totals.first = seconds;
      totals.meanProbabilities.resize(m_labels.size());
      totals.mostProbable.resize(m_labels.size());
    }
    totals.last = seconds;
    m_shown.push_back(face.id);
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
  for (const int id : m_shown) {
    means[id].until = m_seconds + m_interval;
  }
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
  nlohmann::ordered_json json{{"seconds", toMicroseconds(m_seconds)},
                              {"frames", m_frames},
                              {"frames_with_faces", m_framesWithFace},
                              {"labels", m_labels},
                              {"faces", nlohmann::ordered_json::array()}};
  for (const auto& [id, totals] : faces()) {
    nlohmann::ordered_json face{{"face", id},
                                {"first", toMicroseconds(totals.first)},
                                {"last", toMicroseconds(totals.last)},
                                {"until", toMicroseconds(totals.until)},
                                {"frames", totals.frames}};
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
      face["mean_probability"][m_labels[i]] = totals.meanProbabilities[i];
      face["most_probable"][m_labels[i]] = totals.mostProbable[i];
    }
    json["faces"].push_back(std::move(face));
  }
  return json;
}

} // namespace mien
