#include "core/live/detail/session_video.h"

#include "core/common/error.h"
#include "core/face/annotate.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace mien::detail {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostWaiting = 8;
constexpr std::int64_t kLongestStill = 300; // slots; after a longer pause of the source the video goes on at once
// cv::VideoWriter swallows write errors: the disk is looked at before it is full.
constexpr std::uintmax_t kReserve = std::uintmax_t{32} << 20U;

fs::path partName(const fs::path& target) {
  return target.parent_path() / (target.stem().string() + ".part" + target.extension().string());
}

cv::Mat picture(const LiveFrame& frame, const std::vector<LiveFace>& faces, const std::vector<std::string>& labels) {
  FrameAnalysis analysis;
  for (const LiveFace& face : faces) {
    analysis.faces.push_back({{face.box, face.score}, {}, face.label, face.probabilities});
  }
  return annotate(frame.image, analysis, labels);
}

void requireSpace(const fs::path& file) {
  std::error_code error;
  const fs::space_info space = fs::space(file.parent_path().empty() ? "." : file.parent_path(), error);
  if (!error && space.available < kReserve) {
    throw Error(ErrorKind::DiskFull, "The disk with '" + file.string() +
                                         "' is full. The recording ends here and what was written is kept. Free some "
                                         "space or record to another disk.");
  }
}

void open(cv::VideoWriter& writer, const fs::path& file, double fps, cv::Size size) {
  for (const int codec : {cv::VideoWriter::fourcc('m', 'p', '4', 'v'), cv::VideoWriter::fourcc('M', 'J', 'P', 'G')}) {
    if (writer.open(file.string(), cv::CAP_FFMPEG, codec, fps, size, true)) {
      return;
    }
  }
  throw Error(ErrorKind::Io, "Cannot write the video '" + file.string() +
                                 "'. Record without the video, or install OpenCV with FFmpeg.");
}

} // namespace

SessionVideo::SessionVideo(fs::path target, std::vector<std::string> labels, double fps)
    : m_target(std::move(target)), m_part(partName(m_target)), m_labels(std::move(labels)),
      m_fps(std::clamp(fps, 1.0, 120.0)), m_thread([this] { encodeAll(); }) {}

SessionVideo::~SessionVideo() {
  const std::lock_guard lock(m_mutex);
  m_ending = true;
  m_changed.notify_all();
}

void SessionVideo::add(double seconds, std::shared_ptr<const LiveFrame> frame, std::vector<LiveFace> faces) {
  const std::lock_guard lock(m_mutex);
  if (m_failure) {
    std::rethrow_exception(std::exchange(m_failure, nullptr));
  }
  if (m_items.size() < kMostWaiting) {
    m_items.push_back({seconds, std::move(frame), std::move(faces)});
    m_changed.notify_all();
  }
}

void SessionVideo::finish() {
  {
    const std::lock_guard lock(m_mutex);
    m_ending = true;
    m_changed.notify_all();
  }
  if (m_thread.joinable()) {
    m_thread.join();
  }
  std::error_code error;
  if (fs::exists(m_part, error)) {
    fs::rename(m_part, m_target, error);
    if (error) {
      throw Error(ErrorKind::Io, "Cannot name the video '" + m_target.string() + "': " + error.message() +
                                     ". It is kept as '" + m_part.string() + "'.");
    }
  }
  if (m_failure) {
    std::rethrow_exception(std::exchange(m_failure, nullptr));
  }
}

void SessionVideo::encodeAll() {
  std::exception_ptr failure;
  try {
    encode();
  } catch (const cv::Exception& error) {
    failure = std::make_exception_ptr(
        Error(ErrorKind::Io, "Cannot write the video '" + m_target.string() + "': " + error.what()));
  } catch (const std::exception&) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(m_mutex);
  m_failure = failure;
}

void SessionVideo::encode() {
  cv::VideoWriter writer;
  cv::Size size;
  cv::Mat shown;
  std::int64_t written = 0; // slots
  std::int64_t skipped = 0; // slots of long pauses
  auto looked = std::chrono::steady_clock::now() - std::chrono::hours(1);
  while (true) {
    Item item;
    {
      std::unique_lock lock(m_mutex);
      m_changed.wait(lock, [&] { return m_ending || !m_items.empty(); });
      if (m_items.empty()) {
        break;
      }
      item = std::move(m_items.front());
      m_items.pop_front();
    }
    if (std::chrono::steady_clock::now() - looked > std::chrono::seconds(1)) {
      requireSpace(m_part);
      looked = std::chrono::steady_clock::now();
    }
    if (!writer.isOpened()) {
      size = item.frame->image.size();
      open(writer, m_part, m_fps, size);
    }
    const std::int64_t slot = std::llround(item.seconds * m_fps) - skipped;
    if (slot - written > kLongestStill) {
      skipped += slot - written;
    }
    for (; !shown.empty() && written < std::llround(item.seconds * m_fps) - skipped; ++written) {
      writer.write(shown);
    }
    shown = picture(*item.frame, item.faces, m_labels);
    if (shown.size() != size) { // a camera that came back with another size
      cv::resize(shown, shown, size, 0, 0, cv::INTER_AREA);
    }
  }
  if (!shown.empty()) {
    writer.write(shown);
  }
}

} // namespace mien::detail
