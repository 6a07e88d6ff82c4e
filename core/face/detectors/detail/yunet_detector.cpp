#include "core/face/detectors/detail/yunet_detector.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/face/detectors/detail/detector_input.h"
#include "core/face/detectors/detail/yunet_decode.h"

#include <opencv2/imgproc.hpp>

#include <array>

namespace mien {

namespace {

constexpr std::array<int, 3> kStrides{8, 16, 32};
constexpr float kMaxOverlap = 0.3F; // what OpenCV's FaceDetectorYN takes by default

int roundUp(int size, int step) { return (size + step - 1) / step * step; }

std::vector<cv::String> outputNames() {
  std::vector<cv::String> names;
  for (const char* kind : {"cls_", "obj_", "bbox_"}) {
    for (const int stride : kStrides) {
      names.push_back(kind + std::to_string(stride));
    }
  }
  return names;
}

} // namespace

YunetDetector::YunetDetector(const std::filesystem::path& onnxFile, int maxSide, float minScore, int minFaceSide)
    : m_maxSide(maxSide), m_minScore(minScore), m_minFaceSide(minFaceSide) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(onnxFile, ignored)) {
    throw Error(ErrorKind::NotFound,
                Message("there is no YuNet file at {file}; get face_detection_yunet_2023mar.onnx from the OpenCV "
                        "zoo, or use Haar (--detector haar)",
                        {{"file", shownPath(onnxFile)}}));
  }
  try {
    m_net = cv::dnn::readNetFromONNX(onnxFile.string());
    m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    m_net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    // Another network shows itself here, not in the middle of somebody's photos.
    (void)facesOf(cv::Mat::zeros(64, 64, CV_8UC3));
  } catch (const std::exception&) { // the ONNX importer throws std exceptions as well as cv::Exception
    throw Error(ErrorKind::BadData,
                Message("{file} is damaged or is not YuNet; get face_detection_yunet_2023mar.onnx from the OpenCV "
                        "zoo again, or use Haar (--detector haar)",
                        {{"file", shownPath(onnxFile)}}));
  }
}

std::vector<Face> YunetDetector::facesOf(const cv::Mat& bgr) {
  cv::Mat padded;
  const int width = roundUp(bgr.cols, kStrides.back());
  const int height = roundUp(bgr.rows, kStrides.back());
  cv::copyMakeBorder(bgr, padded, 0, height - bgr.rows, 0, width - bgr.cols, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  m_net.setInput(cv::dnn::blobFromImage(padded));
  std::vector<cv::Mat> outputs;
  m_net.forward(outputs, outputNames());
  std::vector<Face> faces;
  for (std::size_t level = 0; level < kStrides.size(); ++level) {
    const int stride = kStrides[level];
    detail::decodeYunet(
        {stride, width / stride, height / stride, outputs[level], outputs[3 + level], outputs[6 + level]}, m_minScore,
        faces);
  }
  return detail::nonMaximumSuppression(faces, kMaxOverlap);
}

std::vector<Face> YunetDetector::detect(const cv::Mat& image) {
  const detail::DetectorInput work = detail::makeDetectorInput(image, m_maxSide);
  std::vector<Face> faces;
  try {
    cv::Mat bgr = work.image;
    if (bgr.channels() == 1) {
      cv::cvtColor(work.image, bgr, cv::COLOR_GRAY2BGR);
    }
    for (const Face& face : facesOf(bgr)) {
      faces.push_back(work.toOriginal(face));
    }
  } catch (const cv::Exception& error) {
    throw Error(ErrorKind::Internal,
                Message("OpenCV failed to run the face network: {reason}", {{"reason", error.what()}}));
  }
  detail::dropSmall(faces, m_minFaceSide);
  detail::sortLargestFirst(faces);
  return faces;
}

CropFraming YunetDetector::framing() const { return {1.11F, 0.0F, 0.0F}; }

} // namespace mien
