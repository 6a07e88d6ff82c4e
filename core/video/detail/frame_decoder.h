#pragma once

#include "core/video/detail/packet_timestamps.h"
#include "core/video/detail/picture_converter.h"
#include "core/video/detail/video_input.h"
#include "core/video/unreadable_parts.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>

namespace mien::detail {

/// Nanoseconds from the beginning of the pictures: exact, so that times can name frames.
using FrameTime = std::chrono::nanoseconds;

/// Decodes the pictures of an input in the order they are shown. A picture is only converted when it is asked for.
class FrameDecoder {
public:
  /// Throws Error (BadData) when the decoder cannot be set up; `shown` names the file.
  FrameDecoder(VideoInput input, const std::string& shown);

  /// Goes on to the next picture that decodes. False at the end, or when a stream is silent. Torn pictures, which the
  /// decoder had to make up in part, are passed over like those that do not decode.
  [[nodiscard]] bool next();

  [[nodiscard]] FrameTime time() const { return m_time; } ///< of the picture; they grow strictly
  [[nodiscard]] bool key() const;
  [[nodiscard]] cv::Mat picture() { return convert(*m_frame); } ///< 8-bit BGR, see PictureConverter; may be empty
  [[nodiscard]] cv::Mat pictureBefore() { return convert(*m_before); } ///< of the next() before; may be empty

  [[nodiscard]] VideoInput& input() { return m_input; }
  [[nodiscard]] const UnreadableParts& unreadable() const { return m_unreadable; }

  // For jumps: the caller reads packets itself, or moves the input, and then says where it is.
  [[nodiscard]] PacketTimestamps& clock() { return m_clock; }
  [[nodiscard]] FrameTime timeOf(std::int64_t tick) const; ///< of a corrected time stamp; after the first next()
  void jumped(); ///< to another packet; what was decoded before is forgotten, and nothing is unreadable from now on

  /// Takes over what counts as time 0: for the same file opened again.
  void beginAt(std::int64_t origin) { m_origin = origin; }
  [[nodiscard]] std::int64_t origin() const { return m_origin.value_or(0); }

private:
  enum class Fed { Yes, End, Silent };
  Fed feed();
  void placeInTime();
  [[nodiscard]] cv::Mat convert(const AVFrame& frame);
  void noteSent(const AVPacket& packet);
  [[nodiscard]] bool endsBeforeItsIndex() const;
  void suspectSent(); ///< one of the packets that the decoder has in hand is damaged
  void suspect(std::int64_t tick);
  void resolve(std::int64_t tick); ///< a good picture of that time has come
  void resolveAtEnd();

  VideoInput m_input;
  AvCodec m_codec;
  AvPacket m_packet;
  AvFrame m_frame;
  AvFrame m_before;
  AvFrame m_coming;
  PacketTimestamps m_clock;
  PictureConverter m_converter;
  std::optional<Orientation> m_orientation; ///< of the container
  std::int64_t m_usual = 1;                 ///< ticks between two pictures
  bool m_sparse;                            ///< of the container: pictures may be without a time
  std::optional<std::int64_t> m_origin;
  std::optional<std::int64_t> m_lastTick; ///< of the picture before
  FrameTime m_time{};
  bool m_any = false; ///< m_time is a picture's
  bool m_draining = false;
  bool m_watching = true; ///< for damage
  bool m_trouble = false; ///< the demuxer failed, or the last packet is not whole
  std::size_t m_inHand;   ///< packets that the decoder works on at a time
  std::deque<std::int64_t> m_sent;
  std::set<std::int64_t> m_suspects;     ///< time stamps of packets that may have no picture
  std::optional<std::int64_t> m_sentEnd; ///< of the packets so far
  UnreadableParts m_unreadable;
};

} // namespace mien::detail
