#include "core/video/video_writer.h"

#include "core/common/error.h"
#include "core/common/files/output_guard.h"
#include "core/common/files/output_target.h"
#include "core/common/text/shown_text.h"
#include "core/video/detail/audio_copy.h"
#include "core/video/detail/picture_encoder.h"

#include <opencv2/imgproc.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace mien {

namespace {

namespace fs = std::filesystem;

// What a recording writes beside its video needs some room, too, and the table at the end of an MP4.
constexpr std::uintmax_t kReserve = std::uintmax_t{32} << 20U;

struct OutputFree {
  void operator()(AVFormatContext* output) const {
    if (output->pb != nullptr) {
      avio_closep(&output->pb);
    }
    avformat_free_context(output);
  }
};

fs::path partName(const fs::path& target) {
  return target.parent_path() / (target.stem().string() + ".part" + target.extension().string());
}

/// Whether a file is what a killed writer leaves, as FFmpeg begins an MP4: "ftyp" and "free", then "mdat" whose
/// length (0) is only written at the end.
bool isUnfinishedMp4(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 256> start{};
  stream.read(start.data(), start.size());
  const std::string_view bytes(start.data(), static_cast<std::size_t>(stream.gcount()));
  const std::size_t data = bytes.find("mdat");
  return bytes.empty() ||
         (bytes.substr(std::min<std::size_t>(4, bytes.size())).starts_with("ftyp") && data != std::string_view::npos &&
          bytes.substr(data - 4, 4).find_first_not_of('\0') == std::string_view::npos);
}

/// What cannot be flushed is no worse than before.
void markAndFlush(const fs::path& file, std::string_view mark) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor >= 0) {
    (void)!::write(descriptor, mark.data(), mark.size());
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

/// Encoders want even sides: what lacks is the last row or column once more.
cv::Mat evenSided(const cv::Mat& picture) {
  if (picture.cols % 2 == 0 && picture.rows % 2 == 0) {
    return picture;
  }
  cv::Mat even;
  cv::copyMakeBorder(picture, even, 0, picture.rows % 2, 0, picture.cols % 2, cv::BORDER_REPLICATE);
  return even;
}

/// A picture of another size, whole and in its own proportions, black beside it.
cv::Mat fitted(const cv::Mat& picture, const cv::Size& size) {
  const double scale =
      std::min(static_cast<double>(size.width) / picture.cols, static_cast<double>(size.height) / picture.rows);
  const cv::Size part(std::clamp(static_cast<int>(std::lround(picture.cols * scale)), 1, size.width),
                      std::clamp(static_cast<int>(std::lround(picture.rows * scale)), 1, size.height));
  cv::Mat whole(size, picture.type(), cv::Scalar::all(0));
  const cv::Point corner((size.width - part.width) / 2, (size.height - part.height) / 2);
  cv::Mat place = whole(cv::Rect(corner, part));
  cv::resize(picture, place, part, 0, 0, cv::INTER_AREA);
  return whole;
}

} // namespace

class VideoWriter::Impl {
public:
  Impl(const fs::path& target, VideoWriterOptions options)
      : m_target(outputTarget(target).file), m_part(partName(m_target)), m_options(std::move(options)) {
    m_options.fps = std::isfinite(m_options.fps) ? std::clamp(m_options.fps, 0.1, 1000.0) : 25;
  }

  void write(const cv::Mat& picture, double seconds) {
    if (std::chrono::steady_clock::now() - m_looked > std::chrono::seconds(1)) {
      requireSpace();
      m_looked = std::chrono::steady_clock::now();
    }
    if (!m_output) {
      open(picture.size());
    }
    cv::Mat fitting = picture;
    if (picture.size() != m_size) {
      fitting = fitted(picture, m_size);
    }
    std::int64_t tick = std::llround(std::clamp(seconds, 0.0, 1e7) / av_q2d(detail::PictureEncoder::kTick));
    tick = std::max(tick, m_last + 1);
    m_step = m_last >= 0 ? tick - m_last : m_step;
    copySound(static_cast<double>(tick) * av_q2d(detail::PictureEncoder::kTick));
    m_last = tick;
    check(m_encoder.encode(evenSided(fitting), tick, [this](AVPacket& packet) { return put(packet); }));
  }

  void finish(std::string_view mark) {
    if (!m_output) {
      return;
    }
    copySound(static_cast<double>(m_last + m_step) * av_q2d(detail::PictureEncoder::kTick));
    check(m_encoder.finish([this](AVPacket& packet) { return put(packet); }));
    check(av_write_trailer(m_output.get()));
    check(avio_closep(&m_output->pb));
    m_output.reset();
    markAndFlush(m_part, mark);
    std::error_code error;
    fs::rename(m_part, m_target, error);
    if (error) {
      throw Error(ErrorKind::Io,
                  Message("Cannot name the video '{file}': {reason}. It is kept as '{part}'.",
                          {{"file", shownPath(m_target)}, {"reason", error.message()}, {"part", shownPath(m_part)}}));
    }
    m_begun = false;
  }

  void discard() noexcept {
    m_output.reset();
    if (std::exchange(m_begun, false)) {
      std::error_code ignored;
      fs::remove(m_part, ignored);
    }
  }

  [[nodiscard]] const std::string& audioProblem() const { return m_soundProblem; }

private:
  void open(const cv::Size& size) {
    detail::silenceAvLog();
    std::error_code ignored;
    for (const fs::path& file : {m_target, m_part}) { // a pipe cannot be gone back in, which an MP4 needs
      if (fs::exists(file, ignored) && !fs::is_regular_file(file, ignored)) {
        throw Error(
            ErrorKind::Io,
            Message("Cannot write the video '{file}': it is a folder, pipe or device. Choose the name of a file.",
                    {{"file", shownPath(file)}}));
      }
    }
    if (!m_begun && fs::exists(m_part, ignored) && wouldReplaceForeign(m_part) && !isUnfinishedMp4(m_part)) {
      throw Error(ErrorKind::Io, Message("Cannot write the video '{file}': it grows as '{part}', which is there "
                                         "already and is no earlier output of Mien's. Move that away.",
                                         {{"file", shownPath(m_target)}, {"part", shownPath(m_part)}}));
    }
    m_size = size;
    openSound();
    if (!begin(m_audio.has_value())) {
      // A header that this sound does not fit into after all.
      dropAudio("cannot be put into an MP4");
      if (!begin(false)) {
        throw Error(ErrorKind::Io, Message("Cannot write the video '{file}': there is no encoder for it. Go on without "
                                           "the video, or install FFmpeg's libavcodec with MPEG-4.",
                                           {{"file", shownPath(m_part)}}));
      }
    }
  }

  /// Opens file and encoder and writes the header. False when that kind of video cannot be written.
  [[nodiscard]] bool begin(bool sound) {
    AVFormatContext* output = nullptr;
    avformat_alloc_output_context2(&output, nullptr, "mp4", nullptr);
    m_output.reset(output);
    AVStream* pictures = m_output ? avformat_new_stream(m_output.get(), nullptr) : nullptr;
    const cv::Size even(m_size.width + m_size.width % 2, m_size.height + m_size.height % 2);
    if (pictures == nullptr ||
        !m_encoder.open(even, m_options.fps, (m_output->oformat->flags & AVFMT_GLOBALHEADER) != 0) ||
        avcodec_parameters_from_context(pictures->codecpar, &m_encoder.context()) < 0) {
      return false;
    }
    pictures->time_base = detail::PictureEncoder::kTick;
    pictures->avg_frame_rate = m_encoder.context().framerate;
    m_step = std::max<std::int64_t>(1, std::llround(1 / (m_options.fps * av_q2d(detail::PictureEncoder::kTick))));
    if (sound && !m_audio->addTo(*m_output)) {
      dropAudio("is " + m_audio->codec() + ", which an MP4 cannot hold");
    }
    check(avio_open(&m_output->pb, detail::fileUrl(m_part).c_str(), AVIO_FLAG_WRITE));
    m_begun = true;
    return avformat_write_header(m_output.get(), nullptr) >= 0;
  }

  void openSound() {
    if (m_options.audioSource.empty()) {
      return;
    }
    try {
      m_audio.emplace(m_options.audioSource);
    } catch (const Error&) {
      return; // whoever reads its pictures will say so
    }
    if (!m_audio->any()) {
      m_audio.reset();
    }
  }

  void copySound(double seconds) {
    if (!m_audio) {
      return;
    }
    const int result = m_audio->copyUntil(seconds, *m_output);
    if (result == AVERROR(EINVAL) || result == AVERROR_INVALIDDATA) {
      dropAudio("is damaged");
      return;
    }
    check(result);
  }

  void dropAudio(const std::string& why) {
    if (m_audio) {
      m_soundProblem = "The sound of '" + shownPath(m_options.audioSource) + "' " + why + "; '" + shownPath(m_target) +
                       "' is without it.";
    }
    m_audio.reset();
  }

  int put(AVPacket& packet) {
    packet.stream_index = 0;
    packet.duration = m_step; // counts for the last one only
    av_packet_rescale_ts(&packet, detail::PictureEncoder::kTick, m_output->streams[0]->time_base);
    return av_interleaved_write_frame(m_output.get(), &packet);
  }

  void check(int result) const {
    const int late = m_output && m_output->pb != nullptr ? m_output->pb->error : 0; // of what was buffered
    const int error = result < 0 ? result : late;
    if (error >= 0) {
      return;
    }
    if (error == AVERROR(ENOSPC) || error == AVERROR(EDQUOT) || error == AVERROR(EFBIG)) {
      throwFull();
    }
    throw Error(ErrorKind::Io,
                Message("Cannot write the video '{file}': {reason}. Check the folder, or go on without the video.",
                        {{"file", shownPath(m_part)}, {"reason", detail::avErrorText(error)}}));
  }

  [[noreturn]] void throwFull() const {
    throw Error(
        ErrorKind::DiskFull,
        Message("The disk with '{file}' is full. The video ends here. Free some space or write to another disk.",
                {{"file", shownPath(m_part)}}));
  }

  void requireSpace() const {
    std::error_code error;
    const fs::space_info space = fs::space(m_part.parent_path().empty() ? "." : m_part.parent_path(), error);
    if (!error && space.available < kReserve) {
      throwFull();
    }
  }

  fs::path m_target;
  fs::path m_part;
  VideoWriterOptions m_options;
  std::string m_soundProblem;
  std::unique_ptr<AVFormatContext, OutputFree> m_output; ///< null before the first picture and at the end
  detail::PictureEncoder m_encoder;
  std::optional<detail::AudioCopy> m_audio;
  cv::Size m_size;
  std::int64_t m_last = -1;                       ///< tick of the picture before
  std::int64_t m_step = 1;                        ///< ticks that the last picture is shown
  bool m_begun = false;                           ///< m_part is ours
  std::chrono::steady_clock::time_point m_looked; ///< at the room on the disk
};

VideoWriter::VideoWriter(const fs::path& target, VideoWriterOptions options)
    : m_impl(std::make_unique<Impl>(target, std::move(options))) {}

VideoWriter::~VideoWriter() = default;

void VideoWriter::write(const cv::Mat& picture, double seconds) { m_impl->write(picture, seconds); }

void VideoWriter::finish(std::string_view mark) { m_impl->finish(mark); }

void VideoWriter::discard() noexcept { m_impl->discard(); }

std::string VideoWriter::audioProblem() const { return m_impl->audioProblem(); }

} // namespace mien
