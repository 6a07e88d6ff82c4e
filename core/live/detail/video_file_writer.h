#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/videoio.hpp>

#include <chrono>
#include <filesystem>
#include <string_view>

namespace mien::detail {

/// Writes a video: MPEG-4 part 2, or Motion JPEG where the encoder is missing. The file grows as "NAME.part.mp4" and is
/// renamed by finish(); without it that name stays. One thread at a time.
class VideoFileWriter {
public:
  VideoFileWriter(std::filesystem::path target, double fps);

  /// `picture`: 8-bit BGR; all are brought to the size of the first. Throws Error (DiskFull, Io) naming the file.
  void write(const cv::Mat& picture);

  /// Appends `mark`, see videoMark(). Does nothing when nothing was written. Throws Error (Io).
  void finish(std::string_view mark);
  void discard() noexcept; ///< removes what was written, unless finished

private:
  void open(const cv::Size& size);
  void requireSpace();

  std::filesystem::path m_target;
  std::filesystem::path m_part;
  double m_fps;
  cv::VideoWriter m_writer;
  cv::Size m_size;
  std::chrono::steady_clock::time_point m_looked; ///< at the room on the disk
};

} // namespace mien::detail
