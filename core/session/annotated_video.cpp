#include "core/session/annotated_video.h"

#include "core/common/files/output_mark.h"
#include "core/face/annotation/annotate.h"
#include "core/video/video_writer.h"

#include <utility>

namespace mien {

cv::Mat annotate(const cv::Mat& frame, std::span<const FaceResult> faces, std::span<const std::string> labels,
                 std::optional<double> uncertainBelow) {
  ImageAnalysis analysis;
  for (const FaceResult& face : faces) {
    analysis.faces.push_back({{face.box, face.score}, {}, face.label, face.probabilities});
  }
  return annotate(frame, analysis, labels, uncertainBelow);
}

class AnnotatedVideo::Impl {
public:
  Impl(const std::filesystem::path& file, VideoWriterOptions options, std::vector<std::string> labels,
       std::optional<double> uncertainBelow)
      : m_mark(videoMark(sourceDigest(options.audioSource))), m_writer(file, std::move(options)),
        m_labels(std::move(labels)), m_uncertainBelow(uncertainBelow) {}

  ~Impl() { m_writer.discard(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void add(const cv::Mat& frame, double seconds, std::span<const FaceResult> faces) {
    m_writer.write(annotate(frame, faces, m_labels, m_uncertainBelow), seconds);
  }
  void finish() { m_writer.finish(m_mark); }
  [[nodiscard]] std::string audioProblem() const { return m_writer.audioProblem(); }

private:
  std::string m_mark;
  VideoWriter m_writer;
  std::vector<std::string> m_labels;
  std::optional<double> m_uncertainBelow;
};

AnnotatedVideo::AnnotatedVideo(const std::filesystem::path& file, const std::filesystem::path& source, double fps,
                               std::vector<std::string> labels, std::optional<double> uncertainBelow)
    : m_impl(std::make_unique<Impl>(file, VideoWriterOptions{fps, source}, std::move(labels), uncertainBelow)) {}

AnnotatedVideo::~AnnotatedVideo() = default;

void AnnotatedVideo::add(const cv::Mat& frame, double seconds, std::span<const FaceResult> faces) {
  m_impl->add(frame, seconds, faces);
}

void AnnotatedVideo::finish() { m_impl->finish(); }

std::string AnnotatedVideo::audioProblem() const { return m_impl->audioProblem(); }

} // namespace mien
