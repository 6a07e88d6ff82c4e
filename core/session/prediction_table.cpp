#include "core/session/prediction_table.h"

#include "core/common/text/csv_text.h"
#include "core/common/text/numbers.h"
#include "core/session/session_table.h"

#include <utility>

namespace mien {

PredictionTable::PredictionTable(std::vector<std::string> labels, std::optional<double> uncertainBelow)
    : m_labels(std::move(labels)), m_uncertainBelow(uncertainBelow) {}

std::string PredictionTable::header() const {
  std::vector<std::string> names = sessionColumns(m_labels);
  names.insert(names.begin(), "file");
  if (m_uncertainBelow) {
    names.insert(names.end(), {"uncertain", "uncertain_below"});
  }
  names.emplace_back("error");
  std::string text;
  appendCsvLine(text, names);
  return text;
}

std::string PredictionTable::frameRows(const std::filesystem::path& video, const FrameResult& frame) const {
  if (frame.faces.empty()) {
    return line(video, sessionCells(frame.frame, frame.seconds, nullptr, m_labels), nullptr);
  }
  std::string text;
  for (const FaceResult& face : frame.faces) {
    text += line(video, sessionCells(frame.frame, frame.seconds, &face, m_labels), &face);
  }
  return text;
}

std::string PredictionTable::pictureRows(const std::filesystem::path& picture, const ImageAnalysis& analysis) const {
  constexpr std::size_t kFrame = 0; // places among the cells
  constexpr std::size_t kTime = 1;
  constexpr std::size_t kState = 3;
  const auto row = [&](const FaceResult* face) {
    std::vector<std::string> cells = sessionCells(0, 0, face, m_labels);
    cells[kFrame].clear();
    cells[kTime].clear();
    if (face != nullptr && analysis.whole) {
      cells[kState] = "whole";
    }
    return line(picture, std::move(cells), face);
  };
  if (analysis.faces.empty()) {
    return row(nullptr);
  }
  std::string text;
  int count = 0;
  for (const AnalyzedFace& found : analysis.faces) {
    const FaceResult face{++count,     found.face.box,      found.face.score,   FaceState::Found,
                          found.label, found.probabilities, found.probabilities};
    text += row(&face);
  }
  return text;
}

std::string PredictionTable::errorRow(const std::filesystem::path& file, const std::string& error) const {
  std::vector<std::string> cells(1 + sessionColumns(m_labels).size() + (m_uncertainBelow ? 2 : 0));
  cells.front() = file.string();
  cells.push_back(error);
  std::string text;
  appendCsvLine(text, cells);
  return text;
}

std::string PredictionTable::line(const std::filesystem::path& file, std::vector<std::string> cells,
                                  const FaceResult* face) const {
  cells.insert(cells.begin(), file.string());
  if (m_uncertainBelow) {
    const auto label = face != nullptr ? static_cast<std::size_t>(face->label) : 0;
    const bool known = face != nullptr && label < face->probabilities.size();
    const bool uncertain = known && static_cast<double>(face->probabilities[label]) < *m_uncertainBelow;
    cells.emplace_back(!known ? "" : uncertain ? "true" : "false");
    cells.push_back(known ? shortestNumber(*m_uncertainBelow) : std::string());
  }
  cells.emplace_back();
  std::string text;
  appendCsvLine(text, cells);
  return text;
}

} // namespace mien
