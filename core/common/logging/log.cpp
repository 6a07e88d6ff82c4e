#include "core/common/logging/log.h"

#include "core/common/files/data_folders.h"
#include "core/common/named_values.h"
#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/common/threads.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <fstream>
#include <memory>
#include <mutex>
#include <system_error>

namespace mien {

namespace {

namespace fs = std::filesystem;

constexpr NamedValues<LogLevel, 5> kLevels{{{"debug", LogLevel::Debug},
                                            {"info", LogLevel::Info},
                                            {"warning", LogLevel::Warning},
                                            {"error", LogLevel::Error},
                                            {"off", LogLevel::Off}}};
constexpr std::size_t kLargest = std::size_t{1} << 20U;
constexpr std::size_t kOlder = 2;

spdlog::level::level_enum toSpdlog(LogLevel level) {
  switch (level) {
  case LogLevel::Debug:
    return spdlog::level::debug;
  case LogLevel::Info:
    return spdlog::level::info;
  case LogLevel::Warning:
    return spdlog::level::warn;
  case LogLevel::Error:
    return spdlog::level::err;
  case LogLevel::Off:
    break;
  }
  return spdlog::level::off;
}

struct OpenLog {
  std::mutex mutex;
  std::shared_ptr<spdlog::logger> logger;
};

/// Never destroyed: threads of libraries may have something to say to the very end.
OpenLog& openedLog() {
  static auto* log = new OpenLog;
  return *log;
}

std::shared_ptr<spdlog::logger> makeLogger(const fs::path& folder, LogLevel level) {
  std::error_code error;
  const fs::path file = folder / "mien.log";
  fs::create_directories(folder, error);
  if (const auto status = fs::status(file, error); fs::exists(status) && !fs::is_regular_file(status)) {
    return nullptr; // opening a pipe would wait for its reader
  }
  auto logger = std::make_shared<spdlog::logger>(
      "mien", std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), kLargest, kOlder));
  logger->set_level(toSpdlog(level));
  logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %P %l: %v");
  logger->set_error_handler([](const std::string&) {}); // its own would print to standard error
  logger->flush_on(spdlog::level::trace);
  return logger;
}

std::string processorName() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) {
      return std::string(trimmed(line.substr(std::min(line.find(':') + 1, line.size()))));
    }
  }
  return "an unknown processor";
}

} // namespace

std::string_view logLevelName(LogLevel level) { return nameOf(kLevels, level); }

std::optional<LogLevel> parseLogLevel(std::string_view text) { return valueOf(kLevels, text); }

LogLevel defaultLogLevel() { return parseLogLevel(environmentVariable("MIEN_LOG")).value_or(LogLevel::Info); }

fs::path logFolder() {
  const fs::path state = userStateFolder();
  return state.empty() ? fs::path() : state / "mien";
}

void openLog(const fs::path& folder, LogLevel level) {
  std::shared_ptr<spdlog::logger> logger;
  if (level != LogLevel::Off && !folder.empty()) {
    try {
      logger = makeLogger(folder, level);
    } catch (const std::exception&) { // the program goes on without
    }
  }
  OpenLog& opened = openedLog();
  const std::lock_guard lock(opened.mutex);
  opened.logger = std::move(logger);
}

void log(LogLevel level, std::string_view text) noexcept {
  try {
    std::shared_ptr<spdlog::logger> logger;
    {
      OpenLog& opened = openedLog();
      const std::lock_guard lock(opened.mutex);
      logger = opened.logger;
    }
    if (logger && level != LogLevel::Off && logger->should_log(toSpdlog(level))) {
      logger->log(toSpdlog(level), "{}", shownText(text));
    }
  } catch (...) { // no memory, say
  }
}

void logStart(std::string_view program, std::string_view version) {
  log(LogLevel::Info, std::string(program) + " " + std::string(version) + " on " + processorName() + ", " +
                          std::to_string(availableCores()) + " threads");
}

} // namespace mien
