#pragma once

#include "core/face/detectors/face_detector.h"

#include <opencv2/dnn.hpp>

#include <filesystem>

namespace mien {

/// YuNet (Wu, Peng and Yu 2023), the file face_detection_yunet_2023mar.onnx of the OpenCV zoo, run by cv::dnn and
/// decoded here: OpenCV 4.6's own FaceDetectorYN cannot read that file, 4.10's can.
class YunetDetector : public FaceDetector {
public:
  /// Photos with a side above `maxSide` px are searched at that size; faces below `minScore`, or with a
  /// side below `minFaceSide` px of the given image, are dropped. Throws Error
  /// (NotFound, BadData) naming the file when it is missing, no ONNX, or another network.
  YunetDetector(const std::filesystem::path& onnxFile, int maxSide, float minScore, int minFaceSide = 0);

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& image) override;
  [[nodiscard]] std::string name() const override { return "YuNet"; }
  [[nodiscard]] CropFraming framing() const override;

private:
  [[nodiscard]] std::vector<Face> facesOf(const cv::Mat& bgr);

  cv::dnn::Net m_net;
  int m_maxSide;
  float m_minScore;
  int m_minFaceSide;
};

} // namespace mien
