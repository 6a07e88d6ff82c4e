#include "core/face/annotated_name.h"

#include <string>

namespace mien {

namespace fs = std::filesystem;

fs::path annotatedName(const fs::path& folder, const fs::path& image, std::set<fs::path>& taken) {
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : "-" + std::to_string(number);
    fs::path name = folder / (image.stem().string() + suffix + ".png");
    if (taken.insert(name).second) {
      return name;
    }
  }
}

} // namespace mien
