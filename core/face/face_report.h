#pragma once

#include "core/face/image_analyzer.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mien {

/// One image's analysis: {"file", "whole", "detect_ms", "classify_ms", "faces": [{"box": [x, y, width, height],
/// "score", "label", "probabilities": {label: p, ...}}]}. With a threshold also "uncertain_below" and, in each face,
/// "uncertain": whether the most probable label, which is named all the same, has less than that. A file name that is
/// not UTF-8 has its odd bytes replaced when written with jsonText().
[[nodiscard]] nlohmann::ordered_json faceReportJson(const std::filesystem::path& file, const ImageAnalysis& analysis,
                                                    std::span<const std::string> labels,
                                                    std::optional<double> uncertainBelow = {});

/// Makes one row a face of a CSV file with the columns file, face, x, y, width, height, score, label, then one a
/// label with its probability; with a threshold also uncertain (true, false) and uncertain_below; at the end error.
/// `face` counts from 1 in each image; an image without faces has no row.
class FaceCsv {
public:
  explicit FaceCsv(std::vector<std::string> labels, std::optional<double> uncertainBelow = {});

  void add(const std::filesystem::path& file, const ImageAnalysis& analysis);

  /// With the labels of the model that answered, each one of the table's; those that it does not know stay empty.
  void add(const std::filesystem::path& file, const ImageAnalysis& analysis, std::span<const std::string> labels);

  /// A row with nothing but the file and what is the matter with it.
  void addError(const std::filesystem::path& file, const std::string& error);

  /// The lines since the last call, the header first: for a GrowingFile.
  [[nodiscard]] std::string take() { return std::exchange(m_text, {}); }

private:
  std::vector<std::string> m_labels;
  std::optional<double> m_uncertainBelow;
  std::size_t m_columns = 0;
  std::string m_text;
};

} // namespace mien
