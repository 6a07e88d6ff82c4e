#pragma once

#include "core/video/detail/av_handles.h"

#include <cstdint>
#include <vector>

namespace mien::detail {

/// Makes one time line of the packets of a stream.
///
/// Broadcast streams (MPEG-TS, MPEG-PS) may begin anew in the middle:
/// two recordings put together, a channel that was switched. From there on all times are shifted so that the stream
/// goes on where it was.
///
/// An AVI has no times: frames are numbered as they come, and after a hole they would be too early. But its index knows
/// the number of each by its place in the file, and so which are missing.
class PacketTimestamps {
public:
  /// Both must outlive it.
  PacketTimestamps(const AVFormatContext& input, AVStream& stream);

  /// In the order of the file.
  void correct(AVPacket& packet);

  /// The times of those that the index has in front of the last packet and that did not come.
  [[nodiscard]] const std::vector<std::int64_t>& missing() const { return m_missing; }

  [[nodiscard]] std::int64_t shift() const { return m_shift; } ///< of the next packet, in the stream's time base
  void restart(std::int64_t shift);                            ///< after a jump to where that shift held

private:
  void placeByIndex(AVPacket& packet);

  AVStream& m_stream;
  bool m_numbered; ///< of the format: it has no times, but an index
  bool m_jumps;    ///< of the format: its times may
  double m_tick;
  std::int64_t m_usual = 0; ///< duration of a packet; 0: unknown
  std::int64_t m_shift = 0;
  std::int64_t m_last = AV_NOPTS_VALUE; ///< corrected
  std::int64_t m_lastDuration = 0;
  int m_entry = 0; ///< of the index, at or before the last packet
  std::vector<std::int64_t> m_missing;
};

} // namespace mien::detail
