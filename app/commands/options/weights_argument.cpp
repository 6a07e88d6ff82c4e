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
    throw Error(ErrorKind::BadData, Message("'{file}' is a PyTorch file that was unpacked. Download it "
                                            "again without unpacking it, or save model.state_dict() with torch.save.",
                                            {{"file", shownPath(fileOrRunFolder)}}));
  }
  if (!fs::exists(weights, error)) {
    throw Error(ErrorKind::NotFound,
                Message("There is no {best} in '{file}'. Name a run folder that has trained for an epoch, "
                        "or a weights file.",
                        {{"best", RunFiles::kBest}, {"file", shownPath(fileOrRunFolder)}}));
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
  throw Error(ErrorKind::NotFound,
              Message("The model that Mien comes with, {file}, is not on this machine. Name a weights file "
                      "or a run folder, or set MIEN_MODELS_DIR to the folder that has it.",
                      {{"file", kDefaultModelFile}}));
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
    throw Error(ErrorKind::NotFound,
                Message("There is no file or folder '{inputs}'. Check the path of the run, the model or the image.",
                        {{"inputs", shownPath(inputs.front())}}));
  }
  if (inputs.empty()) {
    throw Error(ErrorKind::BadArgument,
                Message("Name at least one image or folder of images after the model '{model}'.",
                        {{"model", shownPath(model)}}));
  }
  for (const fs::path& input : inputs) {
    if (!fs::is_directory(input, error) && looksLikeModel(input)) {
      throw Error(ErrorKind::BadArgument,
                  Message("'{input}' is a model{rest}",
                          {{"input", shownPath(input)},
                           {"rest", model.empty() ? Message("; name it before the images.")
                                                  : Message(", and so is '{model}'; name one, before the images.",
                                                            {{"model", shownPath(model)}})}}));
    }
  }
  return model;
}

} // namespace mien::cli
