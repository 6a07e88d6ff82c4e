#include "core/model/default_model.h"

#include "core/common/files/data_folders.h"

namespace mien {

namespace fs = std::filesystem;

std::vector<fs::path> defaultModelFolders() {
  std::vector<fs::path> folders;
  if (const std::string chosen = environmentVariable("MIEN_MODELS_DIR"); !chosen.empty()) {
    folders.emplace_back(chosen);
  }
  std::error_code ignored;
  if (const fs::path program = fs::read_symlink("/proc/self/exe", ignored); !program.empty()) {
    folders.push_back(program.parent_path().parent_path() / "share/mien/models");
  }
  for (const fs::path& folder : systemDataFolders()) {
    folders.push_back(folder / "mien/models");
  }
  folders.emplace_back(fs::path(MIEN_SOURCE_DIR) / "resources/models");
  return folders;
}

std::optional<fs::path> findDefaultModel() {
  std::error_code ignored;
  for (const fs::path& folder : defaultModelFolders()) {
    if (fs::is_regular_file(folder / kDefaultModelFile, ignored)) {
      return folder / kDefaultModelFile;
    }
  }
  return std::nullopt;
}

} // namespace mien
