#pragma once

#include "core/session/live_result.h"

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mien {

/// A copy of a frame with the faces found in it, as annotate() draws those of an image.
[[nodiscard]] cv::Mat annotate(const cv::Mat& frame, std::span<const LiveFace> faces,
                               std::span<const std::string> labels, std::optional<double> uncertainBelow = {});

/// Writes the annotated copy of a video, frame by frame: MPEG-4 part 2, or Motion JPEG where the encoder is missing.
/// The file grows as "NAME.part.mp4" and is renamed by finish(). One thread.
class AnnotatedVideo {
public:
  AnnotatedVideo(const std::filesystem::path& file, double fps, std::vector<std::string> labels,
                 std::optional<double> uncertainBelow = {});
  ~AnnotatedVideo(); ///< unless finished, what was written is removed
  AnnotatedVideo(const AnnotatedVideo&) = delete;
  AnnotatedVideo& operator=(const AnnotatedVideo&) = delete;

  /// Encodes the frame. Throws Error (DiskFull, Io) naming the file.
  void add(const cv::Mat& frame, std::span<const LiveFace> faces);

  /// Marks the file as a copy of `source`, see core/common/output_mark.h. Throws Error (Io).
  void finish(const std::filesystem::path& source);

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
