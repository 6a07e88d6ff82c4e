#include "core/face/face_report.h"

#include "core/common/text/csv_text.h"
#include "core/face/uncertainty.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace mien {

namespace {

// Six digits, and never in the user's locale: a comma would end the CSV field.
std::string number(double value) {
  nlohmann::json digits = std::round(value * 1e6) / 1e6;
  return digits.dump();
}

} // namespace

nlohmann::ordered_json faceReportJson(const std::filesystem::path& file, const ImageAnalysis& analysis,
                                      std::span<const std::string> labels, std::optional<double> uncertainBelow) {
  nlohmann::ordered_json report;
  report["file"] = file.string();
  report["whole"] = analysis.whole;
  report["detect_ms"] = analysis.detectSeconds * 1000;
  report["classify_ms"] = analysis.classifySeconds * 1000;
  if (uncertainBelow) {
    report["uncertain_below"] = *uncertainBelow;
  }
  report["faces"] = nlohmann::ordered_json::array();
  for (const AnalyzedFace& face : analysis.faces) {
    nlohmann::ordered_json entry;
    entry["box"] = {face.face.box.x, face.face.box.y, face.face.box.width, face.face.box.height};
    entry["score"] = face.face.score;
    entry["label"] = labels[static_cast<std::size_t>(face.label)];
    if (uncertainBelow) {
      entry["uncertain"] = isUncertain(face.probabilities, face.label, uncertainBelow);
    }
    for (std::size_t i = 0; i < face.probabilities.size(); ++i) {
      entry["probabilities"][labels[i]] = face.probabilities[i];
    }
    report["faces"].push_back(std::move(entry));
  }
  return report;
}

FaceCsv::FaceCsv(std::vector<std::string> labels, std::optional<double> uncertainBelow)
    : m_labels(std::move(labels)), m_uncertainBelow(uncertainBelow) {
  std::vector<std::string> header{"file", "face", "x", "y", "width", "height", "score", "label"};
  header.insert(header.end(), m_labels.begin(), m_labels.end());
  if (m_uncertainBelow) {
    header.insert(header.end(), {"uncertain", "uncertain_below"});
  }
  header.emplace_back("error");
  m_columns = header.size();
  appendCsvLine(m_text, header);
}

void FaceCsv::add(const std::filesystem::path& file, const ImageAnalysis& analysis) { add(file, analysis, m_labels); }

void FaceCsv::add(const std::filesystem::path& file, const ImageAnalysis& analysis,
                  std::span<const std::string> labels) {
  int count = 0;
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Rect2f& box = face.face.box;
    std::vector<std::string> row{file.string(),           std::to_string(++count),
                                 number(box.x),           number(box.y),
                                 number(box.width),       number(box.height),
                                 number(face.face.score), labels[static_cast<std::size_t>(face.label)]};
    for (const std::string& label : m_labels) {
      const auto known = std::find(labels.begin(), labels.end(), label);
      row.push_back(known == labels.end()
                        ? std::string()
                        : number(face.probabilities[static_cast<std::size_t>(known - labels.begin())]));
    }
    if (m_uncertainBelow) {
      row.emplace_back(isUncertain(face.probabilities, face.label, m_uncertainBelow) ? "true" : "false");
      row.push_back(number(*m_uncertainBelow));
    }
    row.resize(m_columns);
    appendCsvLine(m_text, row);
  }
}

void FaceCsv::addError(const std::filesystem::path& file, const std::string& error) {
  std::vector<std::string> row(m_columns);
  row.front() = file.string();
  row.back() = error;
  appendCsvLine(m_text, row);
}

} // namespace mien
