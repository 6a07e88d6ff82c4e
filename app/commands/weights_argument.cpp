#include "app/commands/weights_argument.h"

#include "core/common/error.h"
#include "core/train/trainer.h"

namespace mien::cli {

namespace fs = std::filesystem;

fs::path weightsFile(const fs::path& fileOrRunFolder) {
  std::error_code error;
  if (!fs::is_directory(fileOrRunFolder, error)) {
    return fileOrRunFolder;
  }
  const fs::path weights = fs::absolute(fileOrRunFolder).lexically_normal() / RunFiles::kBest;
  if (!fs::exists(weights, error)) {
    throw Error(ErrorKind::NotFound, "There is no " + std::string(RunFiles::kBest) + " in " + fileOrRunFolder.string() +
                                         ". Name a run folder that has trained for an epoch, or a weights file.");
  }
  return weights;
}

} // namespace mien::cli
