#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/infer/classifier.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

namespace mien::cli {

class PredictCsv;

struct PredictVideoOptions {
  std::filesystem::path file;
  std::string position;          ///< of several files, for the progress: "[2/5] "
  bool json = false;             ///< one object instead of text
  bool progress = false;         ///< a line that rewrites itself on `problems`
  int minFaceSide = 0;           ///< px of the frame; smaller faces are left out
  double smoothingSeconds = 0.4; ///< see LiveOptions
  PredictCsv* csv = nullptr;     ///< gets a row a face and frame; null: none
  std::filesystem::path copy;    ///< the annotated copy to write; empty: none
  std::optional<double> uncertainBelow;
};

/// Analyses every frame of a video and prints what each face showed. When a stop is requested, or when the analysis
/// fails in the middle, what was analysed until then is printed and written all the same; the failure then stands in
/// the table and in the JSON object, too. Throws Error (NotFound, BadData) for the video, (Io, DiskFull) for what is
/// written.
void runPredictVideo(const PredictVideoOptions& options, FaceDetector& detector, Classifier& classifier,
                     std::ostream& out, std::ostream& problems, std::stop_token stop);

} // namespace mien::cli
