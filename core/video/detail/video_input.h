#pragma once

#include "core/video/detail/av_handles.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace mien::detail {

/// A file or network stream that libavformat reads, and the stream of pictures in it.
class VideoInput {
public:
  /// Throws Error: NotFound; BadData (no video) naming the file and why.
  explicit VideoInput(const std::filesystem::path& file);

  /// `shown`: the address without a password. Throws Error (Io) where nothing answers within `patience`.
  VideoInput(const std::string& url, const std::string& shown, std::chrono::milliseconds patience);

  [[nodiscard]] AVFormatContext& format() const { return *m_format; }
  [[nodiscard]] AVStream& pictures() const { return *m_format->streams[m_pictures]; }
  [[nodiscard]] const AVCodec& decoder() const { return *m_decoder; }
  [[nodiscard]] bool endless() const { return m_endless; }
  /// After a failed read: the file is at its end, where the demuxer of saved camera streams misses another picture.
  [[nodiscard]] bool endsWithAnError() const;

  /// Of a network stream: from now on calls that take longer fail.
  void begin() { *m_deadline = Clock::now() + m_patience; }

private:
  using Clock = std::chrono::steady_clock;

  static int interrupted(void* deadline);
  void choosePictures(const std::string& shown);

  bool m_endless = false;
  std::chrono::milliseconds m_patience{};
  std::unique_ptr<Clock::time_point> m_deadline; ///< where libavformat can find it
  AvInput m_format;
  int m_pictures = -1;
  const AVCodec* m_decoder = nullptr;
};

/// Whether this demuxer reads videos from the bytes of one file: no still pictures, no texts, no lists of other files.
[[nodiscard]] bool readsVideos(const AVInputFormat& format);

/// How libavformat is given a file so that it takes a colon in its name for a colon.
[[nodiscard]] std::string fileUrl(const std::filesystem::path& file);

} // namespace mien::detail
