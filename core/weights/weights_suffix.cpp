#include "core/weights/weights_suffix.h"

#include "core/common/text/ascii.h"
#include "core/picture/file_kind.h"

#include <algorithm>

namespace mien {

namespace {

/// Models of other programs, and what people make of files of weights.
constexpr std::array<std::string_view, 17> kForeignSuffixes{
    ".h5",      ".hdf5", ".keras", ".onnx", ".tflite",   ".pb",  ".pkl",         ".tar",       ".pickle",
    ".mlmodel", ".gguf", ".npz",   ".mar",  ".pdparams", ".ptl", ".torchscript", ".index.json"};

template <std::size_t Count>
bool endsWithOneOf(const std::filesystem::path& file, const std::array<std::string_view, Count>& suffixes) {
  const std::string name = asciiLower(file.filename().native());
  return std::ranges::any_of(
      suffixes, [&name](std::string_view suffix) { return name.size() > suffix.size() && name.ends_with(suffix); });
}

} // namespace

bool hasWeightsSuffix(const std::filesystem::path& file) { return endsWithOneOf(file, kWeightsSuffixes); }

bool looksLikeModel(const std::filesystem::path& file) {
  if (hasWeightsSuffix(file) || endsWithOneOf(file, kForeignSuffixes)) {
    return true;
  }
  return detectFileType(file).kind == FileKind::Weights;
}

} // namespace mien
