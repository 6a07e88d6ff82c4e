#include "core/session/detail/session_video.h"

#include "core/common/files/output_mark.h"
#include "core/session/annotated_video.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien::detail {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostWaiting = 8;
constexpr double kLongestStill = 10; // s; after a longer pause of the source the video goes on at once

} // namespace

SessionVideo::SessionVideo(const fs::path& target, std::vector<std::string> labels, double fps,
                           std::optional<double> uncertainBelow)
    : m_labels(std::move(labels)), m_uncertainBelow(uncertainBelow), m_fps(std::clamp(fps, 1.0, 120.0)),
      m_writer(target, {.fps = m_fps, .audioSource = {}}), m_thread([this] { encodeAll(); }) {}

SessionVideo::~SessionVideo() {
  const std::lock_guard lock(m_mutex);
  m_ending = true;
  m_changed.notify_all();
}

void SessionVideo::add(double seconds, std::shared_ptr<const TimedFrame> frame, std::vector<FaceResult> faces) {
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
  m_writer.finish(videoMark({}));
  if (m_failure) {
    std::rethrow_exception(std::exchange(m_failure, nullptr));
  }
}

void SessionVideo::encodeAll() {
  std::exception_ptr failure;
  try {
    encode();
  } catch (const std::exception&) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(m_mutex);
  m_failure = failure;
}

void SessionVideo::encode() {
  cv::Mat shown;
  std::int64_t written = 0; // slots
  std::int64_t skipped = 0; // slots of long pauses
  const std::int64_t longest = std::llround(kLongestStill * m_fps);
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
    std::int64_t slot = std::llround(item.seconds * m_fps) - skipped;
    if (const std::int64_t end = written + longest; slot > end) {
      m_skips.push_back({static_cast<double>(end + skipped) / m_fps, static_cast<double>(slot + skipped) / m_fps});
      skipped += slot - end;
      slot = end;
    }
    for (; !shown.empty() && written < slot; ++written) {
      m_writer.write(shown, static_cast<double>(written) / m_fps);
    }
    shown = annotate(item.frame->image, item.faces, m_labels, m_uncertainBelow);
  }
  if (!shown.empty()) {
    m_writer.write(shown, static_cast<double>(written) / m_fps);
  }
}

} // namespace mien::detail
