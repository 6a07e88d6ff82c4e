#include "core/common/files/data_folders.h"

#include <cstdlib>
#include <sstream>

namespace mien {

namespace fs = std::filesystem;

std::string environmentVariable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The specification wants a relative path in these variables ignored.
fs::path userDataFolder() {
  const fs::path home = environmentVariable("XDG_DATA_HOME");
  return home.is_absolute() ? home : fs::path(environmentVariable("HOME")) / ".local/share";
}

fs::path userStateFolder() {
  const fs::path state = environmentVariable("XDG_STATE_HOME");
  const fs::path home = environmentVariable("HOME");
  return state.is_absolute() ? state : home.is_absolute() ? home / ".local/state" : fs::path();
}

std::vector<fs::path> systemDataFolders() {
  std::string text = environmentVariable("XDG_DATA_DIRS");
  // Ours come last in any case: desktops set XDG_DATA_DIRS to folders of their own.
  text += ":/usr/local/share:/usr/share";
  std::vector<fs::path> folders;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ':');) {
    if (fs::path(part).is_absolute()) {
      folders.emplace_back(part);
    }
  }
  return folders;
}

} // namespace mien
