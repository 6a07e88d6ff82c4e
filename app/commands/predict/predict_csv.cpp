#include "app/commands/predict/predict_csv.h"

#include "core/common/error.h"

namespace mien::cli {

PredictCsv::PredictCsv(const std::filesystem::path& file, const std::vector<std::string>& labels, bool videos,
                       std::optional<double> uncertainBelow)
    : m_file(file) {
  if (videos) {
    m_table.emplace(labels, uncertainBelow);
    write(m_table->header());
  } else {
    m_faces.emplace(labels, uncertainBelow);
    write(m_faces->take());
  }
}

void PredictCsv::add(const std::filesystem::path& picture, const ImageAnalysis& analysis) {
  if (m_table) {
    write(m_table->pictureRows(picture, analysis));
  } else {
    m_faces->add(picture, analysis);
    write(m_faces->take());
  }
}

void PredictCsv::add(const std::filesystem::path& video, const FrameResult& frame) {
  write(m_table->frameRows(video, frame));
}

void PredictCsv::addError(const std::filesystem::path& file, const std::string& error) {
  if (m_table) {
    write(m_table->errorRow(file, error));
  } else {
    m_faces->addError(file, error);
    write(m_faces->take());
  }
}

void PredictCsv::write(const std::string& lines) {
  if (m_failed) {
    return;
  }
  try {
    m_file.append(lines);
    m_file.flush();
  } catch (const Error&) {
    m_failed = true;
    throw;
  }
}

void PredictCsv::finish() { m_file.finish(); }

} // namespace mien::cli
