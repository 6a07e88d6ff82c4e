#include "app/commands/weights_argument.h"

#include "core/common/error.h"
#include "core/model/default_model.h"
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

fs::path weightsFileOrDefault(const fs::path& fileOrRunFolder) {
  if (!fileOrRunFolder.empty()) {
    return weightsFile(fileOrRunFolder);
  }
  if (const auto file = findDefaultModel()) {
    return *file;
  }
  throw Error(ErrorKind::NotFound, std::string("The model that Mien comes with, ") + kDefaultModelFile +
                                       ", is not on this machine. Name a weights file or a run folder, or set "
                                       "MIEN_MODELS_DIR to the folder that has it.");
}

bool namesModel(const fs::path& path) {
  std::error_code error;
  return path.extension() == ".pth" || path.extension() == ".pt" || fs::exists(path / RunFiles::kConfig, error) ||
         fs::exists(path / RunFiles::kBest, error);
}

} // namespace mien::cli
