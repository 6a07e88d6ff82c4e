#pragma once

#include "core/video/unreadable_parts.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// A picture of a video and when it is shown.
struct VideoFrame {
  cv::Mat image;      ///< 8-bit BGR, upright, square pixels, transparent parts on white; its own pixels
  double seconds = 0; ///< from the beginning of the video, as the container says
  bool key = false;   ///< decodes without those before it
};

/// What a video says of itself.
struct VideoInfo {
  std::string container;   ///< FFmpeg's name
  std::string codec;       ///< of the pictures, FFmpeg's name
  double fps = 0;          ///< on the average; 0 where it does not say or cannot be true
  double seconds = 0;      ///< 0: it does not say
  std::int64_t frames = 0; ///< stated, or fps x seconds; containers state it wrongly; 0: unknown
  double start = 0;        ///< of the pictures, s on the container's own clock: what `seconds` of its frames count from
};

/// Reads the pictures of a file or network stream one after the other, with FFmpeg's libraries and in constant memory.
/// A frame's time is its presentation time less that of the beginning of the pictures; where the container has none, or
/// goes back, times go on evenly. Orientation and pixel shape are those of the container. What cannot be decoded is
/// passed over and remembered. One thread at a time.
class VideoReader {
public:
  /// Throws Error: NotFound; BadData naming the file: no video, or not one picture of it can be decoded.
  explicit VideoReader(const std::filesystem::path& file);

  /// A stream ("rtsp://...", "http://..."). `shown` stands for it in messages. Throws Error (Io) when nothing answers
  /// within `patience`, or no pictures come within it.
  VideoReader(const std::string& url, const std::string& shown, std::chrono::milliseconds patience);

  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;
  VideoReader(const VideoReader&) = delete;
  VideoReader& operator=(const VideoReader&) = delete;

  /// The next picture; nothing at the end, or when a stream has been silent for its patience. Times grow strictly.
  [[nodiscard]] std::optional<VideoFrame> read();

  [[nodiscard]] const VideoInfo& info() const;

  /// What read() has had to pass over so far.
  [[nodiscard]] const std::vector<TimeInterval>& unreadable() const;

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
