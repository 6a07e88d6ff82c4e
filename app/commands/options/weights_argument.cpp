#include "app/commands/options/weights_argument.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/model/default_model.h"
#include "core/picture/file_kind.h"
#include "core/picture/video_names.h"
#include "core/train/trainer.h"
#include "core/weights/weights_suffix.h"

#include <algorithm>

namespace mien::cli {

namespace fs = std::filesystem;

namespace {

/// Whether a folder is what some systems make of a PyTorch file, a zip archive, when they download it.
bool isUnpackedModel(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder / "data.pkl", error)) {
    return true;
  }
  fs::directory_iterator entry(folder, error);
  return !error && std::any_of(fs::begin(entry), fs::end(entry), [&error](const fs::directory_entry& inner) {
    return fs::exists(inner.path() / "data.pkl", error);
  });
}

/// Whether a path is meant as a model rather than as an image or a folder of images.
bool namesModel(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return fs::exists(path / RunFiles::kConfig, error) || fs::exists(path / RunFiles::kBest, error) ||
           fs::exists(path / RunFiles::kCheckpoint, error) || isUnpackedModel(path);
  }
  return looksLikeModel(path);
}

} // namespace

fs::path weightsFile(const fs::path& fileOrRunFolder) {
  std::error_code error;
  if (!fs::is_directory(fileOrRunFolder, error)) {
    return fileOrRunFolder;
  }
  fs::path weights = fs::absolute(fileOrRunFolder).lexically_normal() / RunFiles::kBest;
  if (!fs::exists(weights, error) && isUnpackedModel(fileOrRunFolder)) {
    throw Error(ErrorKind::BadData, "'" + shownPath(fileOrRunFolder) +
                                        "' is a PyTorch file that was unpacked. Download it again without unpacking "
                                        "it, or save model.state_dict() with torch.save.");
  }
  if (!fs::exists(weights, error)) {
    throw Error(ErrorKind::NotFound, "There is no " + std::string(RunFiles::kBest) + " in '" +
                                         shownPath(fileOrRunFolder) +
                                         "'. Name a run folder that has trained for an epoch, or a weights file.");
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

fs::path takeModel(std::vector<fs::path>& inputs) {
  fs::path model;
  std::error_code error;
  if (namesModel(inputs.front())) {
    model = inputs.front();
    inputs.erase(inputs.begin());
  } else if (inputs.size() > 1 && detectFileType(inputs.front()).kind == FileKind::Missing &&
             !hasPictureSuffix(inputs.front()) && !hasVideoSuffix(inputs.front())) {
    // Perhaps a run whose name is misspelt: another model must not answer in its place.
    throw Error(ErrorKind::NotFound, "There is no file or folder '" + shownPath(inputs.front()) +
                                         "'. Check the path of the run, the model or the image.");
  }
  if (inputs.empty()) {
    throw Error(ErrorKind::BadArgument,
                "Name at least one image or folder of images after the model '" + shownPath(model) + "'.");
  }
  for (const fs::path& input : inputs) {
    if (!fs::is_directory(input, error) && looksLikeModel(input)) {
      throw Error(ErrorKind::BadArgument,
                  "'" + shownPath(input) + "' is a model" +
                      (model.empty() ? "; name it before the images."
                                     : ", and so is '" + shownPath(model) + "'; name one, before the images."));
    }
  }
  return model;
}

} // namespace mien::cli
