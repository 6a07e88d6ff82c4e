#include "core/face/annotated_name.h"

#include <string>

namespace mien {

namespace fs = std::filesystem;

fs::path takenName(const fs::path& file) {
  std::error_code error;
  fs::path name = fs::weakly_canonical(file, error);
  return error ? file : name;
}

fs::path annotatedName(const fs::path& folder, const fs::path& image, std::set<fs::path>& taken) {
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : "-" + std::to_string(number);
    fs::path name = folder / (image.stem().string() + suffix + ".png");
    if (taken.insert(takenName(name)).second) {
      return name;
    }
  }
}

} // namespace mien
