#include "core/video/detail/video_input.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/picture/file_kind.h"
#include "core/video/detail/limits.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <string_view>
#include <utility>

namespace mien::detail {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMostStreams = 200;
const Message kConvert(" Convert it, for example to MP4 with H.264.");

/// Options of a call, of which the library takes what it knows.
class Options {
public:
  Options() = default;
  ~Options() { av_dict_free(&m_options); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  void set(const char* name, const char* value) { av_dict_set(&m_options, name, value, 0); }
  AVDictionary** get() { return &m_options; }

private:
  AVDictionary* m_options = nullptr;
};

/// Of a file that no demuxer knows.
[[noreturn]] void failAsNoVideo(const fs::path& file) {
  const FileType look = detectFileType(file);
  const std::string shown = shownPath(file);
  if (look.kind != FileKind::Video && !look.what.empty()) {
    throw Error(ErrorKind::BadData, Message("'{file}' is {look}, not a video. Choose a video, or get it again.",
                                            {{"file", shown}, {"look", look.what}}));
  }
  throw Error(ErrorKind::BadData, Message("'{file}' is not a video that can be read here.{convert}",
                                          {{"file", shown}, {"convert", kConvert}}));
}

[[noreturn]] void failToOpen(const fs::path& file, int error) {
  const std::string shown = shownPath(file);
  const std::string log = takeAvLogError();
  if (const FileType look = detectFileType(file); look.kind != FileKind::Video && !look.what.empty()) {
    failAsNoVideo(file); // what a demuxer says that was chosen by the name helps nobody
  }
  if (log.find("moov atom not found") != std::string::npos) {
    throw Error(ErrorKind::BadData,
                Message("The video '{file}' is cut off: its table of contents (moov) at the end is missing, as after "
                        "a copy that broke off or a camera without power. Copy it again.",
                        {{"file", shown}}));
  }
  if (error == AVERROR(EACCES) || error == AVERROR(EPERM)) {
    throw Error(ErrorKind::Io,
                Message("The video '{file}' may not be read. Check its permissions.", {{"file", shown}}));
  }
  failAsNoVideo(file);
}

/// Looks at the beginning of a file before a demuxer may act upon it.
const AVInputFormat* formatOf(const std::string& url, const fs::path& file) {
  AVIOContext* bytes = nullptr;
  if (const int error = avio_open(&bytes, url.c_str(), AVIO_FLAG_READ); error < 0) {
    failToOpen(file, error);
  }
  const AVInputFormat* format = nullptr;
  const int score = av_probe_input_buffer2(bytes, &format, url.c_str(), nullptr, 0, 0);
  avio_closep(&bytes);
  if (score < 0 || format == nullptr) {
    failToOpen(file, score);
  }
  // JPEGs one after the other look like one, and are told from it by their name.
  if (std::string_view(format->name) == "jpeg_pipe" && detectFileType(file).kind == FileKind::Video) {
    format = av_find_input_format("mjpeg");
  }
  return format;
}

std::string whyNoStream(int error) {
  switch (error) {
  case AVERROR_HTTP_UNAUTHORIZED:
    return "asks for a user and a password. Write them into the address, like rtsp://USER:PASSWORD@host/stream.";
  case AVERROR_HTTP_FORBIDDEN:
    return "is refused by its server. Ask whoever runs it, or check the user and the password in the address.";
  case AVERROR_HTTP_NOT_FOUND:
    return "is not known to its server. Check what follows the name of the host in the address.";
  case AVERROR_EXIT: // our own interruption
    return "does not answer. Check the address and the network.";
  default:
    return "does not answer or is no video. Check the address and the network.";
  }
}

bool isAttached(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

/// FFmpeg's own VP8 and VP9 decoders pass over the transparency that a WebM keeps beside the pictures.
const AVCodec* decoderFor(const AVStream& stream) {
  const AVCodecID id = stream.codecpar->codec_id;
  const AVDictionaryEntry* alpha = av_dict_get(stream.metadata, "alpha_mode", nullptr, 0);
  const AVCodec* transparent = nullptr;
  if (alpha != nullptr && std::string_view(alpha->value) == "1") {
    transparent = id == AV_CODEC_ID_VP9   ? avcodec_find_decoder_by_name("libvpx-vp9")
                  : id == AV_CODEC_ID_VP8 ? avcodec_find_decoder_by_name("libvpx")
                                          : nullptr;
  }
  return transparent != nullptr ? transparent : avcodec_find_decoder(id);
}

} // namespace

bool readsVideos(const AVInputFormat& format) {
  static constexpr std::array<std::string_view, 17> kOthers{
      "image2", "image2pipe", "hls", "dash",       "concat", "concatf", "sdp",  "rtsp", "rtp",
      "imf",    "lavfi",      "tty", "ffmetadata", "bin",    "adf",     "xbin", "idf"};
  const std::string_view name = format.name;
  return (format.flags & AVFMT_NOFILE) == 0 && !(name.ends_with("_pipe") && name != "yuv4mpegpipe") &&
         std::find(kOthers.begin(), kOthers.end(), name) == kOthers.end();
}

std::string fileUrl(const fs::path& file) { return "file:" + fs::absolute(file).string(); }

VideoInput::VideoInput(const fs::path& file) : m_deadline(std::make_unique<Clock::time_point>()) {
  silenceAvLog();
  const std::string shown = shownPath(file);
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    throw Error(ErrorKind::NotFound, Message("There is no video file '{file}'. Check the path.", {{"file", shown}}));
  }
  if (fs::file_size(file, ignored) == 0) {
    throw Error(ErrorKind::BadData,
                Message("The video '{file}' is empty (0 bytes). Copy it again.", {{"file", shown}}));
  }
  (void)takeAvLogError();
  const std::string url = fileUrl(file);
  const AVInputFormat* found = formatOf(url, file);
  if (!readsVideos(*found)) {
    if (std::string_view(found->name) == "webp_pipe") {
      throw Error(ErrorKind::BadData, Message("'{file}' is not a video that can be read here: of an animated WebP "
                                              "only the first picture can be read, as an image.{convert}",
                                              {{"file", shown}, {"convert", kConvert}}));
    }
    failAsNoVideo(file);
  }
  AVFormatContext* format = avformat_alloc_context();
  // Nobody's file may make us read other files or go to the network.
  Options options;
  options.set("protocol_whitelist", "file");
  options.set("max_streams", std::to_string(kMostStreams).c_str());
  if (const int error = avformat_open_input(&format, url.c_str(), found, options.get()); error < 0) {
    failToOpen(file, error); // it has freed the context
  }
  m_format.reset(format);
  choosePictures(shown);
}

VideoInput::VideoInput(const std::string& url, const std::string& shown, std::chrono::milliseconds patience)
    : m_endless(true), m_patience(patience), m_deadline(std::make_unique<Clock::time_point>()) {
  silenceAvLog();
  static std::once_flag once;
  std::call_once(once, [] { avformat_network_init(); });
  AVFormatContext* format = avformat_alloc_context();
  format->interrupt_callback = {interrupted, m_deadline.get()};
  Options options;
  options.set("rtsp_flags", "prefer_tcp"); // through routers and without torn pictures
  options.set("analyzeduration", "2000000");
  options.set("max_streams", std::to_string(kMostStreams).c_str());
  if (!url.starts_with("file:")) {
    options.set("protocol_whitelist", "http,https,httpproxy,tls,tcp,udp,udplite,rtp,srtp,rtsp,rtmp,rtmps,rtmpt,rtmpte,"
                                      "rtmpts,mmsh,mmst,srt,rist,crypto,data,hls,ftp,sctp,unix");
  }
  begin();
  if (const int error = avformat_open_input(&format, url.c_str(), nullptr, options.get()); error < 0) {
    throw Error(ErrorKind::Io,
                Message("The stream '{file}' {reason}", {{"file", shown}, {"reason", whyNoStream(error)}}));
  }
  m_format.reset(format);
  begin();
  choosePictures(shown);
}

bool VideoInput::endsWithAnError() const {
  return std::string_view(m_format->iformat->name) == "mpjpeg" && avio_feof(m_format->pb) != 0;
}

int VideoInput::interrupted(void* deadline) {
  return Clock::now() > *static_cast<const Clock::time_point*>(deadline) ? 1 : 0;
}

void VideoInput::choosePictures(const std::string& shown) {
  avformat_find_stream_info(m_format.get(), nullptr); // what it fails to find is seen below
  bool sound = false;
  bool unknown = false;
  const char* codec = nullptr;
  std::int64_t best = -1;
  for (unsigned i = 0; i < m_format->nb_streams; ++i) {
    AVStream& stream = *m_format->streams[i];
    const AVCodecParameters& parameters = *stream.codecpar;
    stream.discard = AVDISCARD_ALL;
    sound = sound || parameters.codec_type == AVMEDIA_TYPE_AUDIO;
    if (parameters.codec_type != AVMEDIA_TYPE_VIDEO || isAttached(stream)) {
      continue;
    }
    const AVCodec* decoder = decoderFor(stream);
    if (decoder == nullptr) {
      unknown = true;
      codec = avcodec_get_name(parameters.codec_id);
      continue;
    }
    // Of several (a small preview, a second camera) the one that players show: the default, then the largest.
    const std::int64_t area = std::int64_t{std::max(0, parameters.width)} * std::max(0, parameters.height);
    const std::int64_t worth = area + ((stream.disposition & AV_DISPOSITION_DEFAULT) != 0 ? std::int64_t{1} << 40 : 0);
    if (worth > best) {
      best = worth;
      m_pictures = static_cast<int>(i);
      m_decoder = decoder;
    }
  }
  if (m_pictures < 0) {
    if (m_endless) {
      throw Error(ErrorKind::Io,
                  Message("The stream '{file}' sends no pictures. Check the address.", {{"file", shown}}));
    }
    if (unknown) {
      throw Error(ErrorKind::BadData,
                  Message("The pictures of '{file}' are coded in a way that cannot be read here ({codec}).{convert}",
                          {{"file", shown}, {"codec", codec != nullptr ? codec : "unknown"}, {"convert", kConvert}}));
    }
    if (sound) {
      throw Error(ErrorKind::BadData,
                  Message("'{file}' has sound but no moving pictures. Choose a video.", {{"file", shown}}));
    }
    throw Error(ErrorKind::BadData, Message("'{file}' is not a video that can be read here.{convert}",
                                            {{"file", shown}, {"convert", kConvert}}));
  }
  AVStream& pictures = *m_format->streams[m_pictures];
  if (tooLarge(pictures.codecpar->width, pictures.codecpar->height)) {
    throw Error(ErrorKind::BadData,
                Message("The pictures of '{file}' are larger than 8K ({width} x {height}).{convert}",
                        {{"file", shown},
                         {"width", pictures.codecpar->width},
                         {"height", pictures.codecpar->height},
                         {"convert", kConvert}}));
  }
  pictures.discard = AVDISCARD_DEFAULT;
}

} // namespace mien::detail
