#pragma once

#include "core/video/detail/packet_timestamps.h"
#include "core/video/detail/video_input.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace mien::detail {

/// A packet that can be decoded without those before it.
struct KeyframeEntry {
  std::int64_t shown = 0; ///< corrected time stamp of its picture
  std::int64_t read = 0;  ///< corrected time stamp by which the demuxer finds it
  std::int64_t place = 0; ///< bytes from the beginning of the file; negative: unknown
  std::int64_t shift = 0; ///< of the PacketTimestamps there
};

/// Goes through a file without decoding anything to find its key points: the index that seeking goes by. The work can
/// be broken off and taken up again.
class KeyframeIndexer {
public:
  explicit KeyframeIndexer(const std::filesystem::path& file);

  /// True when it is done; false when it was stopped. `progress` hears the share done, about ten times a second.
  [[nodiscard]] bool run(const std::stop_token& stop, const std::function<void(double)>& progress);

  /// In order of time, the first packet left out: what is before all others is reached by opening the file. None where
  /// decoding has to begin at the beginning.
  [[nodiscard]] std::vector<KeyframeEntry> take();

private:
  VideoInput m_input;
  PacketTimestamps m_clock;
  AvPacket m_packet;
  std::vector<KeyframeEntry> m_points;
  bool m_first = true;
  bool m_timeless = false;
};

/// Moves the input so that it goes on with a key point, or somewhere before it. False where it cannot.
[[nodiscard]] bool moveTo(VideoInput& input, PacketTimestamps& clock, const KeyframeEntry& point);

} // namespace mien::detail
