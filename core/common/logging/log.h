#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace mien {

// What happened, for whoever looks into a fault later: mien.log in the user's state folder. Never the terminal. What
// cannot be written is lost without a word: a log is no reason for a program to fail. Any thread.

enum class LogLevel { Debug, Info, Warning, Error, Off };

/// "debug", "info", "warning", "error", "off".
[[nodiscard]] std::string_view logLevelName(LogLevel level);
[[nodiscard]] std::optional<LogLevel> parseLogLevel(std::string_view text);

/// What the environment variable MIEN_LOG says, or Info.
[[nodiscard]] LogLevel defaultLogLevel();

/// $XDG_STATE_HOME/mien, by default ~/.local/state/mien; empty where there is no home.
[[nodiscard]] std::filesystem::path logFolder();

/// From here on what is at least as grave as `level` goes to mien.log in `folder`, which is made where it is missing;
/// the file is 1 MiB at most, and two older ones are kept. Off, or a folder that cannot be written to: nothing is kept.
/// Another call takes the place of the first.
void openLog(const std::filesystem::path& folder, LogLevel level);

/// One line; control characters in it are escaped. Nothing before openLog().
void log(LogLevel level, std::string_view text) noexcept;

/// Says who has started where: "mien-cli 0.2 on AMD EPYC 7B13, 2 threads".
void logStart(std::string_view program, std::string_view version);

} // namespace mien
