#include "core/live/detail/capture_sources.h"

#include "core/common/error.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <opencv2/videoio/registry.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <string_view>
#include <system_error>
#include <utility>

namespace mien::detail {

namespace {

namespace fs = std::filesystem;

// FFmpeg's own patience is 30 s.
constexpr int kPatienceMs = 5000;
// Longer videos than a week are headers that lie.
constexpr double kMostFrames = 7.0 * 24 * 3600 * 120;

bool readPicture(cv::VideoCapture& capture, cv::Mat& picture) {
  picture.release(); // the one before is with somebody else
  try {
    if (!capture.read(picture) || picture.empty()) {
      return false;
    }
    if (picture.channels() == 1) {
      cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    } else if (picture.channels() == 4) {
      cv::cvtColor(picture, picture, cv::COLOR_BGRA2BGR);
    }
    return picture.type() == CV_8UC3;
  } catch (const cv::Exception&) {
    return false;
  }
}

double usableFps(const cv::VideoCapture& capture) {
  const double fps = capture.get(cv::CAP_PROP_FPS);
  return std::isfinite(fps) && fps >= 1 && fps <= 1000 ? fps : 0;
}

template <typename Open> bool opens(const Open& open) {
  try {
    return open();
  } catch (const cv::Exception&) {
    return false;
  }
}

/// A camera or a network stream.
class LiveCapture final : public FrameSource {
public:
  LiveCapture(const cv::VideoCapture& capture, std::string lost)
      : m_capture(capture), m_lost(std::move(lost)), m_fps(usableFps(m_capture)) {}

  FrameRead read() override {
    FrameRead result;
    if (!readPicture(m_capture, result.image)) {
      result = {FrameRead::Status::Lost, {}, m_lost};
    }
    return result;
  }
  double fps() const override { return m_fps; }
  std::int64_t frameCount() const override { return 0; }
  bool live() const override { return true; }

private:
  cv::VideoCapture m_capture;
  std::string m_lost;
  double m_fps;
};

bool openFile(cv::VideoCapture& capture, const std::string& file) {
  // The other libraries are asked only where FFmpeg is missing: what it cannot read they fill the terminal about. It
  // takes what stands before a colon for a protocol, hence the whole path.
  const bool ffmpeg = cv::videoio_registry::hasBackend(cv::CAP_FFMPEG);
  return opens([&] { return capture.open(fs::absolute(file).string(), ffmpeg ? cv::CAP_FFMPEG : cv::CAP_ANY); });
}

class VideoFile final : public FrameSource {
public:
  VideoFile(const cv::VideoCapture& capture, std::string file, bool loop)
      : m_capture(capture), m_file(std::move(file)), m_loop(loop), m_fps(usableFps(m_capture)) {
    const double count = m_capture.get(cv::CAP_PROP_FRAME_COUNT);
    m_count = count > 0 && count < kMostFrames ? static_cast<std::int64_t>(count) : 0;
  }

  FrameRead read() override {
    FrameRead result;
    if (readPicture(m_capture, result.image)) {
      m_any = true;
      return result;
    }
    // Opened again rather than wound back: not every container can seek.
    if (m_loop && std::exchange(m_any, false) && openFile(m_capture, m_file)) {
      return read();
    }
    return {FrameRead::Status::End, {}, {}};
  }
  bool seek(std::int64_t frame) override {
    const auto place = static_cast<double>(frame);
    return opens([&] { return m_capture.set(cv::CAP_PROP_POS_FRAMES, place); }) &&
           m_capture.get(cv::CAP_PROP_POS_FRAMES) == place;
  }
  double fps() const override { return m_fps; }
  std::int64_t frameCount() const override { return m_loop ? 0 : m_count; }
  bool live() const override { return false; }

private:
  cv::VideoCapture m_capture;
  std::string m_file;
  bool m_loop;
  bool m_any = false; ///< a frame since the beginning
  double m_fps;
  std::int64_t m_count = 0;
};

bool isNumber(std::string_view text) {
  return !text.empty() && text.size() < 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Says what is wrong with the device file before a library only says "no".
void requireDevice(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor >= 0) {
    ::close(descriptor);
    return;
  }
  const int error = errno;
  if (error == ENOENT || error == ENODEV || error == ENXIO) {
    throw Error(ErrorKind::NotFound, "There is no camera at " + path + ". Plug it in or choose another one.");
  }
  if (error == EACCES || error == EPERM) {
    throw Error(ErrorKind::Io,
                "You may not use the camera at " + path +
                    ". Add yourself to the group video (sudo usermod -aG video $USER) and log in again.");
  }
  if (error == EBUSY) {
    throw Error(ErrorKind::Io, "The camera at " + path + " is used by another program. Close that program.");
  }
  throw Error(ErrorKind::Io, "The camera at " + path + " cannot be opened: " + std::generic_category().message(error) +
                                 ". Plug it in again or choose another one.");
}

} // namespace

std::unique_ptr<FrameSource> openCamera(const SourceSpec& spec) {
  const std::string path = isNumber(spec.location) ? "/dev/video" + spec.location : spec.location;
#ifdef __linux__
  requireDevice(path);
#endif
  cv::VideoCapture capture;
  const bool opened =
      opens([&] { return capture.open(path, cv::CAP_V4L2); }) ||
      (isNumber(spec.location) && opens([&] { return capture.open(std::stoi(spec.location), cv::CAP_ANY); }));
  if (!opened) {
    throw Error(ErrorKind::Io, "The camera at " + path +
                                   " is used by another program or sends no pictures. Close the other program or "
                                   "choose another camera.");
  }
  // Raw pictures of this size do not fit through USB 2 at 30 frames a second. What the camera cannot do it ignores.
  capture.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
  capture.set(cv::CAP_PROP_FRAME_WIDTH, spec.size.width);
  capture.set(cv::CAP_PROP_FRAME_HEIGHT, spec.size.height);
  capture.set(cv::CAP_PROP_FPS, 30);
  return std::make_unique<LiveCapture>(std::move(capture), "The camera at " + path +
                                                               " sends no more pictures. It may be unplugged or used "
                                                               "by another program.");
}

std::unique_ptr<FrameSource> openVideo(const SourceSpec& spec) {
  std::error_code ignored;
  if (!fs::is_regular_file(spec.location, ignored)) {
    throw Error(ErrorKind::NotFound, "There is no video file '" + spec.location + "'. Check the path.");
  }
  cv::VideoCapture capture;
  if (!openFile(capture, spec.location)) {
    throw Error(ErrorKind::BadData, "'" + spec.location +
                                        "' is not a video that can be read here. Convert it, for example to MP4 with "
                                        "H.264.");
  }
  return std::make_unique<VideoFile>(std::move(capture), spec.location, spec.loop);
}

std::unique_ptr<FrameSource> openUrl(const SourceSpec& spec) {
  const std::string shown = withoutPassword(spec.location);
  cv::VideoCapture capture;
  const std::vector<int> patience{cv::CAP_PROP_OPEN_TIMEOUT_MSEC, kPatienceMs, cv::CAP_PROP_READ_TIMEOUT_MSEC,
                                  kPatienceMs};
  if (spec.location.find("://") == std::string::npos) {
    throw Error(ErrorKind::BadArgument, "'" + shown + "' is not an address. Write it like rtsp://host/stream.");
  }
  if (!opens([&] { return capture.open(spec.location, cv::CAP_FFMPEG, patience); })) {
    throw Error(ErrorKind::Io,
                "The stream '" + shown + "' does not answer or is no video. Check the address and the network.");
  }
  return std::make_unique<LiveCapture>(std::move(capture), "The stream '" + shown + "' has stopped.");
}

} // namespace mien::detail
