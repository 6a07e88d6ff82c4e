#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace mien::test {

// The programs of the package ffmpeg, as makers of videos and as a second opinion about their times.

inline bool haveFfmpeg() {
  static const bool have = std::system("ffmpeg -version >/dev/null 2>&1 && ffprobe -version >/dev/null 2>&1") == 0;
  return have;
}

/// Runs ffmpeg in `folder`; false where it fails (an encoder may be missing).
inline bool ffmpeg(const std::filesystem::path& folder, const std::string& arguments) {
  const std::string command =
      "cd '" + folder.string() + "' && ffmpeg -hide_banner -loglevel error -nostdin -y " + arguments + " 2>/dev/null";
  return std::system(command.c_str()) == 0;
}

/// A number of what ffprobe prints for each frame or packet, one a line: "frame=pts_time", "packet=pts_time",
/// "stream=start_time".
inline std::vector<double> ffprobe(const std::filesystem::path& file, const std::string& entries,
                                   const std::string& stream = "v:0") {
  const std::string command = "ffprobe -v error -select_streams " + stream + " -show_entries " + entries +
                              " -of csv=p=0 '" + file.string() + "' 2>/dev/null";
  std::vector<double> numbers;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::array<char, 256> line{};
  while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
    std::istringstream text(line.data());
    text.imbue(std::locale::classic());
    if (double number = 0; text >> number) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

} // namespace mien::test
