// Measures how FER2013 frames a face in terms of the boxes that our detectors draw: the numbers in
// HaarDetector::framing() and YunetDetector::framing(). Usage: mien_face_framing FER2013TRAIN_FOLDER [YUNET_FILE
// [COUNT]]

#include "core/face/detectors/face_detector_factory.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

double quantile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

void print(const char* what, const std::vector<double>& values) {
  std::printf("  %-28s median %6.3f  quartiles %6.3f %6.3f\n", what, quantile(values, 0.5), quantile(values, 0.25),
              quantile(values, 0.75));
}

void measure(mien::FaceDetector& detector, const std::vector<std::filesystem::path>& files) {
  std::vector<double> side;
  std::vector<double> sideByWidth;
  std::vector<double> sideByHeight;
  std::vector<double> offsetX;
  std::vector<double> offsetY;
  for (const auto& file : files) {
    const cv::Mat image = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
    const auto faces = detector.detect(image);
    if (faces.size() != 1) {
      continue;
    }
    const cv::Rect2f box = faces.front().box;
    const double boxSide = std::sqrt(box.area());
    side.push_back(image.cols / boxSide);
    sideByWidth.push_back(image.cols / box.width);
    sideByHeight.push_back(image.rows / box.height);
    offsetX.push_back((image.cols / 2.0 - (box.x + box.width / 2.0)) / boxSide);
    offsetY.push_back((image.rows / 2.0 - (box.y + box.height / 2.0)) / boxSide);
  }
  std::printf("%s: exactly one face in %zu of %zu images\n", detector.name().c_str(), side.size(), files.size());
  if (!side.empty()) {
    print("image side / sqrt(box area)", side);
    print("image side / box width", sideByWidth);
    print("image side / box height", sideByHeight);
    print("offset x / sqrt(box area)", offsetX);
    print("offset y / sqrt(box area)", offsetY);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: mien_face_framing FER2013TRAIN_FOLDER [YUNET_FILE [COUNT]]\n");
    return 2;
  }
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".png") {
      all.push_back(entry.path());
    }
  }
  std::sort(all.begin(), all.end());
  const std::size_t count = std::min<std::size_t>(argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 1000, all.size());
  std::vector<std::filesystem::path> files;
  for (std::size_t i = 0; i < count; ++i) {
    files.push_back(all[i * all.size() / count]); // spread over the whole set
  }
  mien::FaceDetectorOptions options;
  options.kind = mien::DetectorKind::Haar;
  measure(*mien::makeFaceDetector(options), files);
  if (argc > 2) {
    options.kind = mien::DetectorKind::YuNet;
    options.yunetFile = argv[2];
    measure(*mien::makeFaceDetector(options), files);
  }
  return 0;
}
