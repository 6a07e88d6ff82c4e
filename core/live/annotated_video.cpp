#include "core/live/annotated_video.h"

#include "core/common/output_mark.h"
#include "core/face/annotate.h"
#include "core/live/detail/video_file_writer.h"

#include <utility>

namespace mien {

cv::Mat annotate(const cv::Mat& frame, std::span<const LiveFace> faces, std::span<const std::string> labels,
                 std::optional<double> uncertainBelow) {
  FrameAnalysis analysis;
  for (const LiveFace& face : faces) {
    analysis.faces.push_back({{face.box, face.score}, {}, face.label, face.probabilities});
  }
  return annotate(frame, analysis, labels, uncertainBelow);
}

class AnnotatedVideo::Impl {
public:
  Impl(const std::filesystem::path& file, double fps, std::vector<std::string> labels,
       std::optional<double> uncertainBelow)
      : m_writer(file, fps), m_labels(std::move(labels)), m_uncertainBelow(uncertainBelow) {}

  ~Impl() { m_writer.discard(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void add(const cv::Mat& frame, std::span<const LiveFace> faces) {
    m_writer.write(annotate(frame, faces, m_labels, m_uncertainBelow));
  }
  void finish(const std::filesystem::path& source) { m_writer.finish(videoMark(sourceDigest(source))); }

private:
  detail::VideoFileWriter m_writer;
  std::vector<std::string> m_labels;
  std::optional<double> m_uncertainBelow;
};

AnnotatedVideo::AnnotatedVideo(const std::filesystem::path& file, double fps, std::vector<std::string> labels,
                               std::optional<double> uncertainBelow)
    : m_impl(std::make_unique<Impl>(file, fps, std::move(labels), uncertainBelow)) {}

AnnotatedVideo::~AnnotatedVideo() = default;

void AnnotatedVideo::add(const cv::Mat& frame, std::span<const LiveFace> faces) { m_impl->add(frame, faces); }

void AnnotatedVideo::finish(const std::filesystem::path& source) { m_impl->finish(source); }

} // namespace mien
