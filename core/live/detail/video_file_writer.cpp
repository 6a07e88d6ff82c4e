#include "core/live/detail/video_file_writer.h"

#include "core/common/error.h"

#include <opencv2/imgproc.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mien::detail {

namespace {

namespace fs = std::filesystem;

// cv::VideoWriter swallows write errors: the disk is looked at before it is full.
constexpr std::uintmax_t kReserve = std::uintmax_t{32} << 20U;

fs::path partName(const fs::path& target) {
  return target.parent_path() / (target.stem().string() + ".part" + target.extension().string());
}

/// The encoder has closed the file by itself. What cannot be flushed is no worse than before, and a video without the
/// mark is whole.
void markAndFlush(const fs::path& file, std::string_view mark) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor >= 0) {
    (void)!::write(descriptor, mark.data(), mark.size());
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

} // namespace

VideoFileWriter::VideoFileWriter(fs::path target, double fps)
    : m_target(std::move(target)), m_part(partName(m_target)), m_fps(std::clamp(fps, 1.0, 1000.0)) {}

void VideoFileWriter::write(const cv::Mat& picture) {
  if (std::chrono::steady_clock::now() - m_looked > std::chrono::seconds(1)) {
    requireSpace();
    m_looked = std::chrono::steady_clock::now();
  }
  try {
    if (!m_writer.isOpened()) {
      open(picture.size());
    }
    cv::Mat fitting = picture;
    if (picture.size() != m_size) {
      cv::resize(picture, fitting, m_size, 0, 0, cv::INTER_AREA);
    }
    m_writer.write(fitting);
  } catch (const cv::Exception& error) {
    throw Error(ErrorKind::Io, "Cannot write the video '" + m_target.string() + "': " + error.what());
  }
}

void VideoFileWriter::finish(std::string_view mark) {
  m_writer.release();
  std::error_code error;
  if (fs::exists(m_part, error)) {
    markAndFlush(m_part, mark);
    fs::rename(m_part, m_target, error);
    if (error) {
      throw Error(ErrorKind::Io, "Cannot name the video '" + m_target.string() + "': " + error.message() +
                                     ". It is kept as '" + m_part.string() + "'.");
    }
  }
}

void VideoFileWriter::discard() noexcept {
  m_writer.release();
  std::error_code ignored;
  fs::remove(m_part, ignored);
}

void VideoFileWriter::open(const cv::Size& size) {
  m_size = size;
  for (const int codec : {cv::VideoWriter::fourcc('m', 'p', '4', 'v'), cv::VideoWriter::fourcc('M', 'J', 'P', 'G')}) {
    if (m_writer.open(m_part.string(), cv::CAP_FFMPEG, codec, m_fps, size, true)) {
      return;
    }
  }
  throw Error(ErrorKind::Io, "Cannot write the video '" + m_part.string() +
                                 "'. Check the folder, go on without the video, or install OpenCV with FFmpeg.");
}

void VideoFileWriter::requireSpace() {
  std::error_code error;
  const fs::space_info space = fs::space(m_part.parent_path().empty() ? "." : m_part.parent_path(), error);
  if (!error && space.available < kReserve) {
    throw Error(ErrorKind::DiskFull, "The disk with '" + m_part.string() +
                                         "' is full. The video ends here. Free some space or write to another disk.");
  }
}

} // namespace mien::detail
