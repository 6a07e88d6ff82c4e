#pragma once

#include "core/face/detectors/face_detector.h"

#include <opencv2/objdetect.hpp>

#include <filesystem>

namespace mien {

/// Viola and Jones 2001 with the boosted Haar cascade of Lienhart et al. that OpenCV ships. Upright frontal faces only.
class HaarDetector : public FaceDetector {
public:
  /// Photos with a side above `maxSide` px are searched at that size; faces whose side is below `minFaceSide` px of the
  /// given image are left out. Throws Error (NotFound, BadData) naming the file.
  HaarDetector(const std::filesystem::path& cascadeFile, int maxSide, int minFaceSide = 0);

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& image) override;
  [[nodiscard]] std::string name() const override { return "Haar"; }
  [[nodiscard]] CropFraming framing() const override;

private:
  cv::CascadeClassifier m_cascade;
  int m_maxSide;
  int m_minFaceSide;
};

} // namespace mien
