#pragma once

#include "core/face/face_detector.h"
#include "core/infer/classifier.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>

namespace mien::cli {

struct PredictVideoOptions {
  std::filesystem::path file;
  bool json = false;                     ///< one object instead of text
  bool progress = false;                 ///< a line that rewrites itself on `problems`
  int minFaceSide = 0;                   ///< px of the frame; smaller faces are left out
  std::filesystem::path csvFile;         ///< empty: none; the columns of a recorded session
  std::filesystem::path annotatedFolder; ///< empty: none; made when missing, for NAME-annotated.mp4
  std::optional<double> uncertainBelow;  ///< for the annotated video
  bool force = false;                    ///< replace what is there and not Mien's, too
};

/// Analyses every frame of a video and prints what each face showed. When a stop is requested, what was analysed until
/// then is printed and written all the same. Throws Error before any work (BadArgument) when something foreign would be
/// replaced, (NotFound, BadData) for the video, (Io, DiskFull) for what is written.
void runPredictVideo(const PredictVideoOptions& options, FaceDetector& detector, Classifier& classifier,
                     std::ostream& out, std::ostream& problems, std::stop_token stop);

} // namespace mien::cli
