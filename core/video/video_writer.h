#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace mien {

struct VideoWriterOptions {
  double fps = 25; ///< usual; how long the last frame is shown
  /// Of this video the sound is copied, without coding it again, from the moment of its first picture to that of the
  /// last one written. Empty: no sound.
  std::filesystem::path audioSource;
};

/// Writes an MP4 whose frames have the times that they are given: H.264, MPEG-4 part 2 or Motion JPEG, the first that
/// there is an encoder for. The file grows as "NAME.part.mp4" and is renamed by finish(). One thread at a time.
class VideoWriter {
public:
  /// Opens nothing yet.
  VideoWriter(const std::filesystem::path& target, VideoWriterOptions options);
  ~VideoWriter(); ///< unless finished, the ".part" stays
  VideoWriter(const VideoWriter&) = delete;
  VideoWriter& operator=(const VideoWriter&) = delete;

  /// `picture`: 8-bit BGR; all are fitted whole into the size of the first, to which a row or column is added where its
  /// sides are odd. `seconds`: from the beginning, growing. Throws Error (DiskFull, Io) naming the file.
  void write(const cv::Mat& picture, double seconds);

  /// Appends `mark` (see videoMark()) and puts the file in its place. Does nothing when nothing was written. Throws
  /// Error (DiskFull, Io).
  void finish(std::string_view mark = {});
  void discard() noexcept; ///< removes what was written, unless finished

  /// Why the copy lacks the sound that the video has, a sentence for the user; empty when nothing lacks.
  [[nodiscard]] std::string audioProblem() const;

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
