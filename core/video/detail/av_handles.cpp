#include "core/video/detail/av_handles.h"

#include "core/common/logging/log.h"
#include "core/common/text/ascii.h"

extern "C" {
#include <libavutil/error.h>
#include <libavutil/log.h>
}

#include <array>
#include <cstdarg>
#include <mutex>
#include <utility>

namespace mien::detail {

namespace {

std::string& lastError() {
  thread_local std::string text;
  return text;
}

/// Only what may explain a failure is kept; libraries complain about many a video that plays well.
void keep(void* context, int level, const char* format, std::va_list arguments) {
  if (level > AV_LOG_ERROR) {
    return;
  }
  std::array<char, 256> line{};
  int prefix = 0;
  av_log_format_line2(context, level, format, arguments, line.data(), static_cast<int>(line.size()), &prefix);
  lastError() = line.data();
  if (lastError().find("://") == std::string::npos) { // an address may hold a password
    log(LogLevel::Debug, "FFmpeg: " + std::string(trimmed(lastError())));
  }
}

} // namespace

std::string avErrorText(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

void silenceAvLog() {
  static std::once_flag once;
  std::call_once(once, [] { av_log_set_callback(keep); });
}

std::string takeAvLogError() { return std::exchange(lastError(), {}); }

} // namespace mien::detail
