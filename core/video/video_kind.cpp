#include "core/video/video_kind.h"

#include "core/video/detail/av_handles.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace mien {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEnough = 16384;           // TS needs some packets to be told from chance
constexpr int kSurely = AVPROBE_SCORE_EXTENSION; // raw streams of H.264 get one more

/// What people have; the rest of FFmpeg's formats is opened where it is asked for by name, but not looked for.
constexpr std::array<std::string_view, 26> kContainers{"mov,mp4,m4a,3gp,3g2,mj2",
                                                       "matroska,webm",
                                                       "avi",
                                                       "mpegts",
                                                       "mpeg",
                                                       "mpegvideo",
                                                       "flv",
                                                       "asf",
                                                       "ogg",
                                                       "gif",
                                                       "apng",
                                                       "mxf",
                                                       "h264",
                                                       "hevc",
                                                       "m4v",
                                                       "ivf",
                                                       "obu",
                                                       "nut",
                                                       "wtv",
                                                       "rm",
                                                       "dv",
                                                       "vc1",
                                                       "swf",
                                                       "mpjpeg",
                                                       "gxf",
                                                       "yuv4mpegpipe"};

std::vector<unsigned char> beginningOf(const fs::path& file) {
  std::vector<unsigned char> bytes;
  std::error_code ignored;
  if (fs::is_regular_file(file, ignored)) { // a pipe would wait
    bytes.resize(kEnough);
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
  }
  return bytes;
}

} // namespace

bool isVideoFile(const fs::path& file) {
  detail::silenceAvLog();
  std::vector<unsigned char> bytes = beginningOf(file);
  if (bytes.empty()) {
    return false;
  }
  AVProbeData probe{};
  probe.buf_size = static_cast<int>(bytes.size());
  bytes.resize(bytes.size() + AVPROBE_PADDING_SIZE);
  probe.buf = bytes.data();
  probe.filename = ""; // names prove nothing
  int score = 0;
  const AVInputFormat* format = av_probe_input_format3(&probe, 1, &score);
  if (format == nullptr) {
    return false;
  }
  const std::string_view name = format->name;
  const int enough = name == "mpeg" ? AVPROBE_SCORE_RETRY : kSurely; // of a short DVD file it is never surer
  return score >= enough && std::find(kContainers.begin(), kContainers.end(), name) != kContainers.end();
}

} // namespace mien
