#pragma once

#include "core/common/files/growing_file.h"
#include "core/face/face_report.h"
#include "core/session/prediction_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien::cli {

/// The table of `predict --csv`: that of FaceCsv for pictures alone, that of PredictionTable with videos. Every row is
/// on its way to the disk when the call returns, under FILE.part until finish(). Throws Error (DiskFull, Io) naming the
/// file, once; after that nothing more is taken in and finish() keeps what was written.
class PredictCsv {
public:
  PredictCsv(const std::filesystem::path& file, const std::vector<std::string>& labels, bool videos,
             std::optional<double> uncertainBelow);

  void add(const std::filesystem::path& picture, const ImageAnalysis& analysis);
  void add(const std::filesystem::path& video, const FrameResult& frame);
  void addError(const std::filesystem::path& file, const std::string& error);
  void finish();

  [[nodiscard]] bool failed() const { return m_failed; }

private:
  void write(const std::string& lines);

  GrowingFile m_file;
  std::optional<FaceCsv> m_faces;
  std::optional<PredictionTable> m_table;
  bool m_failed = false;
};

} // namespace mien::cli
