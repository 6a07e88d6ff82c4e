#include "tests/ui/predict/made_video.h"

#include "core/demo/demo_photo.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

namespace mien::ui::test {

bool writeVideo(const std::filesystem::path& file, int frames) {
  std::filesystem::create_directories(file.parent_path());
  cv::VideoWriter writer(file.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {480, 320});
  if (!writer.isOpened()) {
    return false;
  }
  DemoPhoto photo = renderDemoPhoto(3, 3, 1200, 800);
  cv::Mat colours;
  cv::cvtColor(cv::Mat(photo.height, photo.width, CV_8UC1, photo.pixels.data()), colours, cv::COLOR_GRAY2BGR);
  cv::resize(colours, colours, {520, 347}, 0, 0, cv::INTER_AREA);
  for (int i = 0; i < frames; ++i) {
    const int step = i * 2 % 80; // there and back, so that no face jumps
    const int shift = step < 40 ? step : 80 - step;
    writer.write(colours(cv::Rect(shift, shift / 2, 480, 320)).clone());
  }
  return true;
}

} // namespace mien::ui::test
