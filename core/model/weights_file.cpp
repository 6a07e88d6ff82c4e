#include "core/model/weights_file.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/stored_weights.h"

namespace mien {

namespace {

Weights withInfo(StoredWeights stored, const std::filesystem::path& file) {
  Weights weights{std::move(stored.state), std::nullopt, std::move(stored.notes)};
  if (!stored.description.is_null()) {
    try {
      weights.info = modelInfoFromJson(stored.description);
    } catch (const Error& error) {
      throw Error(error.kind(), Message("Cannot read the weights in '{file}': {reason}",
                                        {{"file", shownPath(file)}, {"reason", error.message()}}));
    }
  }
  return weights;
}

} // namespace

Weights loadWeights(const std::filesystem::path& file) { return withInfo(readStoredWeights(file), file); }

ModelInfo readModelInfo(const std::filesystem::path& file, const ModelHints& hints) {
  return resolveModelInfo(withInfo(peekStoredWeights(file), file), hints, file);
}

std::optional<ModelInfo> readStoredModelInfo(const std::filesystem::path& file) {
  return withInfo(peekStoredWeights(file), file).info;
}

void saveWeights(const std::filesystem::path& file, const StateDict& state, const ModelInfo& info) {
  validate(info);
  writeStoredWeights(file, state, toJson(info));
}

} // namespace mien
