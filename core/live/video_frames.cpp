#include "core/live/video_frames.h"

#include "core/live/frame_source.h"

#include <algorithm>
#include <utility>

namespace mien {

namespace {

constexpr std::int64_t kNear = 50;          // frames that are read sooner than jumped over
constexpr std::uint32_t kPrime = 16777619U; // FNV-1a
constexpr int kSamples = 64;                // a row and a column, about

} // namespace

std::uint32_t frameFingerprint(const cv::Mat& image) {
  std::uint32_t print = 2166136261U;
  const int down = std::max(1, image.rows / kSamples);
  const auto bytes = image.cols * static_cast<int>(image.elemSize());
  const int across = std::max(1, bytes / kSamples);
  for (int y = 0; y < image.rows; y += down) {
    const auto* row = image.ptr<std::uint8_t>(y);
    for (int x = 0; x < bytes; x += across) {
      print = (print ^ row[x]) * kPrime;
    }
  }
  return print;
}

class VideoFrames::Impl {
public:
  explicit Impl(std::filesystem::path file) : m_file(std::move(file)) { rewind(); }

  cv::Mat at(std::int64_t number, std::uint32_t fingerprint, const std::stop_token& stop) {
    if (number == m_next - 1 && !m_picture.empty()) {
      return m_picture;
    }
    if (number < m_next && (number < kNear || !m_jumps)) {
      rewind();
    }
    if (m_jumps && (number < m_next || number >= m_next + kNear)) {
      if (m_source->seek(number) && readNext() && frameFingerprint(m_picture) == fingerprint) {
        m_next = number + 1;
        return m_picture;
      }
      m_jumps = false; // frames of uneven length, or a container without an index
      rewind();
    }
    while (m_next <= number) {
      if (stop.stop_requested() || !readNext()) {
        return {};
      }
      ++m_next;
    }
    return m_picture;
  }

private:
  void rewind() {
    SourceSpec spec;
    spec.kind = SourceSpec::Kind::Video;
    spec.location = m_file.string();
    m_source = openSource(spec);
    m_next = 0;
    m_picture.release();
  }

  bool readNext() {
    FrameRead next = m_source->read();
    m_picture = std::move(next.image);
    return next.status == FrameRead::Status::Frame;
  }

  std::filesystem::path m_file;
  std::unique_ptr<FrameSource> m_source;
  std::int64_t m_next = 0; ///< that reading brings
  cv::Mat m_picture;       ///< the one before
  bool m_jumps = true;
};

VideoFrames::VideoFrames(std::filesystem::path file) : m_impl(std::make_unique<Impl>(std::move(file))) {}

VideoFrames::~VideoFrames() = default;

cv::Mat VideoFrames::at(std::int64_t number, std::uint32_t fingerprint, const std::stop_token& stop) {
  return m_impl->at(number, fingerprint, stop);
}

} // namespace mien
