#pragma once

#include "core/face/image_analyzer.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace mien::cli {

struct PredictOptions {
  std::vector<std::filesystem::path> inputs; ///< pictures, videos, and folders of them, sub-folders included
  FaceMode faces = FaceMode::Auto;           ///< in pictures; in videos faces are looked for
  bool json = false;                         ///< one object a line instead of text
  std::optional<double> uncertainBelow;      ///< see faceReportJson(), FaceCsv and PredictionTable
  std::filesystem::path csvFile;             ///< empty: none; see PredictCsv
  std::filesystem::path annotatedFolder;     ///< empty: none; made when missing
  bool force = false;                        ///< replace what is there and not Mien's, too

  // Of videos.
  std::function<std::unique_ptr<FaceDetector>()> frameDetector; ///< called when the first video comes
  std::shared_ptr<Classifier> frameClassifier;                  ///< of the same model as the analyzer's
  int minFaceSide = 0;                                          ///< px of the frame; smaller faces are left out
  double smoothingSeconds = 0.4;                                ///< see LiveOptions
  bool progress = false;                                        ///< a line that rewrites itself on `problems`
};

/// Analyses all inputs, one after the other, and prints to `out`. What cannot be read (or its copy not written) is
/// reported on `problems` and in the table, what was found until then is printed and written all the same, and the rest
/// goes on. A stop ends it after the picture or frame in work. Annotated copies that a folder holds are no inputs of
/// it. Throws Error before any work (BadArgument) when something foreign would be replaced; at the end when anything
/// failed: of the kind of the first failure that is not the user's, else BadData; NotFound when there was nothing to
/// analyse at all; and at once when the table cannot be written (DiskFull, Io), whose rows until then are kept.
void runPredict(const PredictOptions& options, ImageAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
                const std::stop_token& stop = {});

} // namespace mien::cli
