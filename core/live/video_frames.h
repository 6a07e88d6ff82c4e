#pragma once

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

namespace mien {

/// Tells the frames of a video apart: the same picture always gives the same number, different ones hardly ever.
[[nodiscard]] std::uint32_t frameFingerprint(const cv::Mat& image);

/// Brings single frames of a video that was read from its beginning to its end before. One thread.
class VideoFrames {
public:
  /// Throws Error (NotFound, BadData) naming the file.
  explicit VideoFrames(std::filesystem::path file);
  ~VideoFrames();
  VideoFrames(const VideoFrames&) = delete;
  VideoFrames& operator=(const VideoFrames&) = delete;

  /// Frame `number`, counted from 0 in order of reading. Jumps there if the container can be trusted: `fingerprint`
  /// says whether the jump ended at the frame that was meant. If not, the video is read up to it, which may take a
  /// while; `stop` ends that. Empty when there is no such frame any more, or when stopped.
  [[nodiscard]] cv::Mat at(std::int64_t number, std::uint32_t fingerprint, const std::stop_token& stop = {});

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
