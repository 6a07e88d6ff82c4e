#pragma once

#include "core/common/time_interval.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

struct SourceSpec {
  enum class Kind {
    Camera, ///< location: number of the device ("0") or its path ("/dev/video0")
    Video,  ///< location: a file
    Folder, ///< location: a folder of images, shown in order of name
    Url,    ///< location: "rtsp://...", "http://...": whatever FFmpeg opens
  };
  Kind kind = Kind::Camera;
  std::string location;
  bool loop = false;          ///< video and folder: begin again after the last frame
  cv::Size size{1280, 720};   ///< camera: what is asked for; the camera may give another size
  double imagesPerSecond = 2; ///< folder
};

/// What read() came back with.
struct FrameRead {
  enum class Status {
    Frame,
    End,  ///< of a video or folder
    Lost, ///< camera unplugged, stream broken; opening it again may help
  };
  Status status = Status::Frame;
  cv::Mat image;      ///< 8-bit BGR, its own pixels; only with Frame
  std::string reason; ///< for the user, only with Lost
  /// When the picture is shown, s from the beginning of the video, as the container says; strictly growing but for
  /// loops. Nothing where the source knows no such time (camera): then the moment of reading counts.
  std::optional<double> seconds = {};
};

/// Pictures one after another. Used by one thread at a time.
class FrameSource {
public:
  virtual ~FrameSource() = default;

  /// The next picture. May block: for a camera or stream until it sends one, up to 10 s.
  [[nodiscard]] virtual FrameRead read() = 0;

  /// Frames a second, 0 when unknown.
  [[nodiscard]] virtual double fps() const = 0;

  /// How many frames there are in all; 0 when unknown or endless. Containers may state it wrongly by a few.
  [[nodiscard]] virtual std::int64_t frameCount() const = 0;

  /// The parts that could not be decoded, as far as it was read: in time, apart from each other.
  [[nodiscard]] virtual std::vector<TimeInterval> unreadable() const { return {}; }

  /// Whether the frames come at their own pace (camera, stream) or as fast as they are read.
  [[nodiscard]] virtual bool live() const = 0;
};

using SourceFactory = std::function<std::unique_ptr<FrameSource>()>;

/// Opens a source. May block: a camera for a second, a stream for up to 10. Throws Error: NotFound (no such camera,
/// file or folder, or no image in it), BadArgument (an address without "://"), BadData (no video), Io (a camera that
/// another program uses or that may not be opened; a stream that does not answer).
[[nodiscard]] std::unique_ptr<FrameSource> openSource(const SourceSpec& spec);

} // namespace mien
