#pragma once

#include "core/video/detail/packet_timestamps.h"
#include "core/video/detail/video_input.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace mien::detail {

/// Brings the sound of a video into another file, as it is.
class AudioCopy {
public:
  /// `video`: times are counted from its first picture. Throws Error when it cannot be read.
  explicit AudioCopy(const std::filesystem::path& video);

  /// Whether there is sound at all.
  [[nodiscard]] bool any() const { return m_audio >= 0; }

  /// Adds a stream for it to a file whose header is not yet written. False when that kind of file cannot hold it.
  [[nodiscard]] bool addTo(AVFormatContext& output);

  /// Writes what is heard before `seconds` and was not yet written. Returns an error number of FFmpeg's, or 0.
  [[nodiscard]] int copyUntil(double seconds, AVFormatContext& output);

  [[nodiscard]] std::string codec() const; ///< FFmpeg's name

private:
  [[nodiscard]] bool readNext();

  VideoInput m_input;
  int m_audio = -1;
  std::optional<PacketTimestamps> m_clock;
  std::int64_t m_start = 0; ///< of the pictures, in the sound's time base
  AvPacket m_packet;
  bool m_waiting = false; ///< m_packet is for later
  bool m_ended = false;
  std::int64_t m_last = AV_NOPTS_VALUE; ///< dts written
  int m_target = -1;                    ///< stream of the output
};

} // namespace mien::detail
