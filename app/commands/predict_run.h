#pragma once

#include "core/face/frame_analyzer.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <vector>

namespace mien::cli {

struct PredictOptions {
  std::vector<std::filesystem::path> inputs; ///< images and folders of images
  FaceMode faces = FaceMode::Auto;
  bool json = false;                     ///< one object a line instead of text
  std::optional<double> uncertainBelow;  ///< see faceReportJson() and FaceCsv
  std::filesystem::path csvFile;         ///< empty: none
  std::filesystem::path annotatedFolder; ///< empty: none; made when missing
  bool force = false;                    ///< replace what is there and not Mien's, too
};

/// Analyses all inputs and prints to `out`; what cannot be read (or its copy not written) is reported on `problems`, an
/// image also in the table, and the rest goes on. A stop ends it after the image in work; the table is written all the
/// same. Annotated copies that a folder holds are no images of it. Throws Error before any work (BadArgument) when
/// something foreign would be replaced, (BadData) at the end when anything failed, (NotFound) when there was no image
/// at all, (Io) when the table cannot be written.
void runPredict(const PredictOptions& options, FrameAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
                const std::stop_token& stop = {});

} // namespace mien::cli
