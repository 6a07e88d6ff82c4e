#include "core/model/weights_file.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/stored_weights.h"

namespace mien {

namespace {

std::optional<ModelInfo> infoOf(const StoredWeights& stored, const std::filesystem::path& file) {
  if (stored.description.is_null()) {
    return std::nullopt;
  }
  try {
    return modelInfoFromJson(stored.description);
  } catch (const Error& error) {
    throw Error(error.kind(), "Cannot read the weights in '" + shownPath(file) + "': " + error.what());
  }
}

} // namespace

Weights loadWeights(const std::filesystem::path& file) {
  StoredWeights stored = readStoredWeights(file);
  std::optional<ModelInfo> info = infoOf(stored, file);
  return {std::move(stored.state), std::move(info)};
}

std::optional<ModelInfo> peekModelInfo(const std::filesystem::path& file) {
  return infoOf(peekStoredWeights(file), file);
}

void saveWeights(const std::filesystem::path& file, const StateDict& state, const ModelInfo& info) {
  validate(info);
  writeStoredWeights(file, state, toJson(info));
}

} // namespace mien
