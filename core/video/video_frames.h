#pragma once

#include "core/video/video_reader.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace mien {

/// Brings single frames of a video, named by their times: exactly those that VideoReader reads, forwards and backwards.
/// Near ones are read on to. For the first that is not near the file is gone through once, without decoding, to find
/// out where decoding can begin; after that every frame is some frames' decoding away. One thread at a time.
class VideoFrames {
public:
  /// Hears the share of the file that was gone through, about ten times a second.
  using Progress = std::function<void(double share)>;

  /// Throws Error as VideoReader does.
  explicit VideoFrames(const std::filesystem::path& file);
  ~VideoFrames();
  VideoFrames(const VideoFrames&) = delete;
  VideoFrames& operator=(const VideoFrames&) = delete;

  /// The frame that is shown at `seconds`: the last one whose time is not later, or the first of all. Nothing when
  /// stopped; what was found out until then is kept. Throws Error (NotFound, BadData) when the file is gone.
  [[nodiscard]] std::optional<VideoFrame> at(double seconds, const std::stop_token& stop = {},
                                             const Progress& progress = {});

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
