#include "core/live/source/detail/capture_sources.h"

#include "core/common/error.h"
#include "core/common/text/address.h"
#include "core/common/text/shown_text.h"
#include "core/video/video_reader.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace mien::detail {

namespace {

constexpr auto kPatience = std::chrono::seconds(5);

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

class VideoFile final : public FrameSource {
public:
  VideoFile(std::filesystem::path file, bool loop) : m_reader(file), m_file(std::move(file)), m_loop(loop) {}

  FrameRead read() override {
    std::optional<VideoFrame> frame = m_reader.read();
    if (!frame && m_loop) {
      m_reader = VideoReader(m_file); // rather than wound back: not every container can seek
      frame = m_reader.read();
    }
    if (!frame) {
      return {FrameRead::Status::End, {}, {}};
    }
    return {FrameRead::Status::Frame, std::move(frame->image), {}, frame->seconds};
  }
  double fps() const override { return m_reader.info().fps; }
  std::int64_t frameCount() const override { return m_loop ? 0 : m_reader.info().frames; }
  std::vector<TimeInterval> unreadable() const override { return m_reader.unreadable(); }
  bool live() const override { return false; }

private:
  VideoReader m_reader;
  std::filesystem::path m_file;
  bool m_loop;
};

/// A network stream.
class UrlSource final : public FrameSource {
public:
  UrlSource(VideoReader reader, std::string lost) : m_reader(std::move(reader)), m_lost(std::move(lost)) {}

  FrameRead read() override {
    std::optional<VideoFrame> frame = m_reader.read();
    if (!frame) {
      return {FrameRead::Status::Lost, {}, m_lost};
    }
    return {FrameRead::Status::Frame, std::move(frame->image), {}}; // without a time: the moment of reading counts
  }
  double fps() const override { return m_reader.info().fps; }
  std::int64_t frameCount() const override { return 0; }
  bool live() const override { return true; }

private:
  VideoReader m_reader;
  std::string m_lost;
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
    throw Error(ErrorKind::NotFound,
                Message("There is no camera at {path}. Plug it in or choose another one.", {{"path", path}}));
  }
  if (error == EACCES || error == EPERM) {
    throw Error(ErrorKind::Io, Message("You may not use the camera at {path}. Add yourself to the group video (sudo "
                                       "usermod -aG video $USER) and log in again.",
                                       {{"path", path}}));
  }
  if (error == EBUSY) {
    throw Error(ErrorKind::Io,
                Message("The camera at {path} is used by another program. Close that program.", {{"path", path}}));
  }
  throw Error(ErrorKind::Io,
              Message("The camera at {path} cannot be opened: {reason}. Plug it in again or choose another one.",
                      {{"path", path}, {"reason", std::generic_category().message(error)}}));
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
    throw Error(ErrorKind::Io, Message("The camera at {path} is used by another program or sends no pictures. Close "
                                       "the other program or choose another camera.",
                                       {{"path", path}}));
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
  return std::make_unique<VideoFile>(spec.location, spec.loop);
}

std::unique_ptr<FrameSource> openUrl(const SourceSpec& spec) {
  const std::string shown = shownText(withoutPassword(spec.location));
  if (!isAddress(spec.location)) {
    throw Error(ErrorKind::BadArgument,
                Message("'{file}' is not an address. Write it like rtsp://host/stream.", {{"file", shown}}));
  }
  return std::make_unique<UrlSource>(VideoReader(spec.location, shown, kPatience),
                                     "The stream '" + shown + "' has stopped.");
}

} // namespace mien::detail
