// Makes the videos that mien-cli live-bench is run on, from a folder of photos with faces:
//   mien_live_videos PHOTOS YUNET_FILE OUT_FOLDER [SECONDS]
// one_face.mp4 and four_faces.mp4 (faces that drift and sway over a blurred photo) and pan_zoom.mp4 (a view that moves
// over the photo with the most faces), all 1280x720 at 30 frames a second. Not for publication: the photos' licences
// go with them.
#include "core/face/annotation/image_file.h"
#include "core/face/detectors/detail/yunet_detector.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <numbers>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr double kFps = 30;
constexpr double kPi = std::numbers::pi;
const cv::Size kFrame(1280, 720);

struct Portrait {
  cv::Mat image; ///< a square around one face, twice as wide as its box
  float side;    ///< of the box in its photo: the larger, the better
};

void write(const fs::path& file, int frames, const std::function<cv::Mat(double)>& draw) {
  cv::VideoWriter writer(file.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('m', 'p', '4', 'v'), kFps, kFrame,
                         true);
  if (!writer.isOpened()) {
    std::fprintf(stderr, "cannot write %s\n", file.c_str());
    std::exit(1);
  }
  for (int frame = 0; frame < frames; ++frame) {
    writer.write(draw(static_cast<double>(frame) / frames));
  }
  std::printf("%s\n", file.c_str());
}

/// Portraits on a blurred ground, each on an ellipse around its place, growing and shrinking by a tenth. `phase` 0..1
/// goes round once, so that the video can be looped without a jump.
cv::Mat portraits(const cv::Mat& ground, const std::vector<Portrait>& faces, int side, double phase) {
  cv::Mat frame = ground.clone();
  const auto count = static_cast<double>(faces.size());
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const double turn = 2 * kPi * (2 * phase + static_cast<double>(i) / count);
    const int size = cvRound(side * (1 + 0.1 * std::sin(turn)));
    const double x =
        kFrame.width * (static_cast<double>(i) + 0.5) / count + 0.06 * kFrame.width / count * std::cos(turn);
    const double y = kFrame.height * (0.5 + 0.06 * std::sin(turn));
    cv::Mat scaled;
    cv::resize(faces[i].image, scaled, {size, size}, 0, 0, cv::INTER_AREA);
    const cv::Rect place(cvRound(x - size / 2.0), cvRound(y - size / 2.0), size, size);
    const cv::Rect seen = place & cv::Rect({}, kFrame);
    scaled(seen - place.tl()).copyTo(frame(seen));
  }
  return frame;
}

/// A window of 0.5 to 0.9 of the photo's height that goes round over it.
cv::Mat view(const cv::Mat& photo, double phase) {
  const double turn = 2 * kPi * phase;
  const double largest = std::min(photo.rows / 720.0, photo.cols / 1280.0);
  const double scale = largest * (0.7 + 0.2 * std::sin(2 * turn));
  const cv::Size2d window(1280 * scale, 720 * scale);
  const double x = (photo.cols - window.width) * (0.5 + 0.45 * std::cos(turn));
  const double y = (photo.rows - window.height) * (0.5 + 0.45 * std::sin(turn));
  cv::Mat frame;
  cv::warpAffine(photo, frame, cv::Matx23d(scale, 0, x, 0, scale, y), kFrame, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return frame;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: mien_live_videos PHOTOS YUNET_FILE OUT_FOLDER [SECONDS]\n");
    return 2;
  }
  mien::YunetDetector detector(argv[2], 1280, 0.7F);
  std::vector<Portrait> found;
  cv::Mat group;
  std::size_t most = 0;
  for (const fs::path& file : mien::listFolder(argv[1]).pictures) {
    const cv::Mat photo = mien::loadPicture(file).image;
    const auto faces = detector.detect(photo);
    if (faces.size() > most) {
      most = faces.size();
      group = photo;
    }
    for (const mien::Face& face : faces) {
      const float side = std::sqrt(face.box.area());
      const int width = cvRound(2 * side);
      cv::Mat cut;
      cv::getRectSubPix(photo, {width, width}, (face.box.tl() + face.box.br()) / 2.0F, cut);
      found.push_back({cut, side});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Portrait& a, const Portrait& b) { return a.side > b.side; });
  if (found.size() < 4) {
    std::fprintf(stderr, "four faces are needed, %zu were found\n", found.size());
    return 2;
  }
  const fs::path out = argv[3];
  fs::create_directories(out);
  const int frames = cvRound(kFps * (argc > 4 ? std::atof(argv[4]) : 10));
  cv::Mat ground;
  cv::resize(group, ground, kFrame, 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(ground, ground, {}, 25);
  write(out / "one_face.mp4", frames, [&](double phase) {
    return portraits(ground, {found.begin(), found.begin() + 1}, 560, phase);
  });
  write(out / "four_faces.mp4", frames, [&](double phase) {
    return portraits(ground, {found.begin(), found.begin() + 4}, 280, phase);
  });
  write(out / "pan_zoom.mp4", frames, [&](double phase) { return view(group, phase); });
  return 0;
}
