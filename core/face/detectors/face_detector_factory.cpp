#include "core/face/detectors/face_detector_factory.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/face/detectors/detail/haar_detector.h"
#include "core/face/detectors/detail/yunet_detector.h"
#include "core/face/detectors/face_model_files.h"

namespace mien {

namespace {

void warn(std::vector<std::string>* warnings, std::string text) {
  if (warnings != nullptr) {
    warnings->push_back(std::move(text));
  }
}

std::unique_ptr<FaceDetector> makeHaar(const FaceDetectorOptions& options) {
  return std::make_unique<HaarDetector>(options.haarFile.empty() ? findHaarFile() : options.haarFile, options.maxSide,
                                        options.minFaceSide);
}

std::unique_ptr<FaceDetector> makeYunet(const FaceDetectorOptions& options, const std::filesystem::path& file,
                                        std::vector<std::string>* warnings) {
  auto detector = std::make_unique<YunetDetector>(file, options.maxSide, options.minScore, options.minFaceSide);
  if (sha256OfFile(file) != kYunetSha256) {
    warn(warnings, shownPath(file) + " is not the published " + kYunetFile +
                       " (its SHA-256 differs); it is used as it is, but its faces have not been tested");
  }
  return detector;
}

} // namespace

std::optional<DetectorKind> parseDetectorKind(std::string_view text) {
  if (text == "auto") {
    return DetectorKind::Auto;
  }
  if (text == "haar") {
    return DetectorKind::Haar;
  }
  if (text == "yunet") {
    return DetectorKind::YuNet;
  }
  return std::nullopt;
}

std::unique_ptr<FaceDetector> makeFaceDetector(const FaceDetectorOptions& options, std::vector<std::string>* warnings) {
  if (options.kind == DetectorKind::Haar) {
    return makeHaar(options);
  }
  if (options.kind == DetectorKind::YuNet || !options.yunetFile.empty()) {
    return makeYunet(options, options.yunetFile.empty() ? userYunetFile() : options.yunetFile, warnings);
  }
  std::error_code ignored;
  if (std::filesystem::is_regular_file(userYunetFile(), ignored)) {
    try {
      return makeYunet(options, userYunetFile(), warnings);
    } catch (const Error& error) {
      warn(warnings, std::string(error.what()) + "; going on with Haar");
    }
  }
  return makeHaar(options);
}

} // namespace mien
