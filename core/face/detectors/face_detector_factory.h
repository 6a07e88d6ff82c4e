#pragma once

#include "core/face/detectors/face_detector.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

enum class DetectorKind {
  Auto, ///< YuNet when its file is there, else Haar
  Haar,
  YuNet,
};

/// "auto", "haar" or "yunet".
[[nodiscard]] std::optional<DetectorKind> parseDetectorKind(std::string_view text);

struct FaceDetectorOptions {
  DetectorKind kind = DetectorKind::Auto;
  std::filesystem::path yunetFile; ///< empty: the one in the user's data folder; with Auto, a file given here is used
  std::filesystem::path haarFile;  ///< empty: looked for, see findHaarFile()
  int minFaceSide = 0;   ///< px of the given image; smaller faces are left out. 0: whatever the detector finds
  int maxSide = 1280;    ///< px; larger images are searched at this size
  float minScore = 0.7F; ///< YuNet only; 0.6 finds 2 % more faces in FER2013 and the first false ones in photos
};

/// Makes a detector. What the user should know but can live with goes to `warnings` (if any): a YuNet file that is not
/// the published one, or, with Auto, a damaged one in the user's data folder, for which Haar steps in. Throws Error
/// (NotFound, BadData) naming the file and the remedy.
[[nodiscard]] std::unique_ptr<FaceDetector> makeFaceDetector(const FaceDetectorOptions& options,
                                                             std::vector<std::string>* warnings = nullptr);

} // namespace mien
