#include "core/face/detectors/detail/haar_detector.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/face/detectors/detail/detector_input.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace mien {

namespace {

// Windows that must agree. In the four photos of ../shared/data/photos no true face had fewer than 13, and of five
// false ones four had at most 10. Of 400 FER2013 images, enlarged, 5 finds exactly one face in 284 and 12 in only 247,
// hence the second number. (haarcascade_frontalface_default needs more: it saw twelve false faces in one of the
// photos.)
constexpr int kAgreeInPhoto = 11;
constexpr int kAgreeWhenEnlarged = 5;
constexpr float kAgreeingShare = 0.5F; // of a face's side: smaller windows do not agree on it

} // namespace

HaarDetector::HaarDetector(const std::filesystem::path& cascadeFile, int maxSide, int minFaceSide)
    : m_maxSide(maxSide), m_minFaceSide(minFaceSide) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(cascadeFile, ignored)) {
    throw Error(ErrorKind::NotFound,
                Message("there is no Haar cascade at {file}; install the package opencv-data or give another file",
                        {{"file", shownPath(cascadeFile)}}));
  }
  bool loaded = false;
  try {
    loaded = m_cascade.load(cascadeFile.string());
  } catch (const cv::Exception&) {
    loaded = false; // a file that is no XML throws, XML that is no cascade returns false
  }
  if (!loaded) {
    throw Error(ErrorKind::BadData, Message("{file} is not a Haar cascade; reinstall the package opencv-data",
                                            {{"file", shownPath(cascadeFile)}}));
  }
}

std::vector<Face> HaarDetector::detect(const cv::Mat& image) {
  const detail::DetectorInput work = detail::makeDetectorInput(image, m_maxSide);
  std::vector<Face> faces;
  try {
    cv::Mat grey = work.image;
    if (grey.channels() == 3) {
      cv::cvtColor(work.image, grey, cv::COLOR_BGR2GRAY);
    }
    // In a photo nothing below a fortieth of it is a face worth naming, and each smaller window is one more chance of a
    // false one.
    // Somewhat smaller windows agree on a face too: without them its box would be another.
    const int wanted = cvFloor(kAgreeingShare * static_cast<float>(m_minFaceSide) * work.scale);
    const int smallest = std::max({24, std::max(grey.cols, grey.rows) / 40, wanted});
    const int agree = work.scale > 1.0F ? kAgreeWhenEnlarged : kAgreeInPhoto;
    std::vector<cv::Rect> boxes;
    std::vector<int> windows;
    m_cascade.detectMultiScale(grey, boxes, windows, 1.1, agree, 0, cv::Size(smallest, smallest));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const auto agreeing = static_cast<float>(windows[i]);
      faces.push_back(work.toOriginal({cv::Rect2f(boxes[i]), agreeing / (agreeing + 5.0F)}));
    }
  } catch (const cv::Exception& error) {
    throw Error(ErrorKind::Internal, Message("OpenCV's Haar detector failed: {reason}", {{"reason", error.what()}}));
  }
  detail::dropSmall(faces, m_minFaceSide);
  detail::sortLargestFirst(faces);
  return faces;
}

CropFraming HaarDetector::framing() const { return {1.04F, 0.0F, 0.0F}; }

} // namespace mien
