#pragma once

#include "core/session/frame_result.h"

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mien {

/// A copy of a frame with the faces found in it, as annotate() draws those of an image.
[[nodiscard]] cv::Mat annotate(const cv::Mat& frame, std::span<const FaceResult> faces,
                               std::span<const std::string> labels, std::optional<double> uncertainBelow = {});

/// Writes the annotated copy of a video, frame by frame, with the times of its frames and with its sound, and marked as
/// a copy of it: see VideoWriter and core/common/files/output_mark.h. One thread.
class AnnotatedVideo {
public:
  /// `source`: the video that it is a copy of. `fps`: its own, for the time of the last frame.
  AnnotatedVideo(const std::filesystem::path& file, const std::filesystem::path& source, double fps,
                 std::vector<std::string> labels, std::optional<double> uncertainBelow = {});
  ~AnnotatedVideo(); ///< unless finished, what was written is removed
  AnnotatedVideo(const AnnotatedVideo&) = delete;
  AnnotatedVideo& operator=(const AnnotatedVideo&) = delete;

  /// Encodes the frame, shown `seconds` from the beginning. Throws Error (DiskFull, Io) naming the file.
  void add(const cv::Mat& frame, double seconds, std::span<const FaceResult> faces);

  /// Throws Error (DiskFull, Io).
  void finish();

  /// Why the copy lacks the sound that the video has, a sentence for the user; empty when nothing lacks.
  [[nodiscard]] std::string audioProblem() const;

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
