#pragma once

#include "core/face/image_analyzer.h"
#include "core/session/frame_result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// The table of `mien-cli predict` as soon as a video is among its inputs: several videos and pictures in one. `file`,
/// then the columns of session_table.h; with a threshold also `uncertain` (true, false: whether the label has less than
/// that) and `uncertain_below`; at the end `error`, in a row with the file alone, for what could not be read or ended
/// with a failure. A picture has the same columns as a frame: `frame` and `time` are empty, `face` counts from 1 in
/// each picture, the state is found, or whole where the picture was taken as one face, and since nothing is smoothed
/// LABEL and LABEL_raw are equal. A picture without a face has one row, as a frame has.
class PredictionTable {
public:
  explicit PredictionTable(std::vector<std::string> labels, std::optional<double> uncertainBelow = {});

  // Whole lines, with their ends.
  [[nodiscard]] std::string header() const;
  [[nodiscard]] std::string frameRows(const std::filesystem::path& video, const FrameResult& frame) const;
  [[nodiscard]] std::string pictureRows(const std::filesystem::path& picture, const ImageAnalysis& analysis) const;
  [[nodiscard]] std::string errorRow(const std::filesystem::path& file, const std::string& error) const;

private:
  [[nodiscard]] std::string line(const std::filesystem::path& file, std::vector<std::string> cells,
                                 const FaceResult* face) const;

  std::vector<std::string> m_labels;
  std::optional<double> m_uncertainBelow;
};

} // namespace mien
