#include "core/weights/detail/formats/file_kind.h"

#include "core/common/text/ascii.h"
#include "core/picture/file_kind.h"

#include <algorithm>
#include <array>
#include <span>

namespace mien::detail {

namespace {

using namespace std::string_view_literals;

struct Kind {
  std::size_t offset;
  std::string_view mark;
  const char* clause;
};

constexpr const char* kNeeded = "Mien needs the state dict that torch.save writes in Python, or a safetensors file";
constexpr const char* kHdf5 = "it is a Keras or HDF5 file, which Mien cannot import yet. ";
constexpr const char* kOnnx = "it seems to be an ONNX model, which Mien cannot import yet. ";
constexpr const char* kTflite = "it is a TensorFlow Lite model, which Mien cannot import. ";
constexpr const char* kTensorflow = "it seems to be a TensorFlow model, which Mien cannot import. ";
constexpr const char* kTar = "it is a tar archive. Unpack it with tar and choose the file in it";
constexpr const char* kTorchTar =
    "it is a tar archive as PyTorch wrote them before 0.1.10. Load it in Python with torch.load and save the network's "
    "state_dict() with torch.save";
constexpr const char* kPacked = "it is a compressed archive. Unpack it and choose the file in it";

constexpr std::array kKinds{
    Kind{0, "version https://git-lfs"sv, "it is only a Git LFS pointer. Fetch the file itself with 'git lfs pull'"},
    Kind{0, "\x1f\x8b"sv, "it is compressed with gzip. Unpack it with gunzip first"},
    Kind{0, "\xfd\x37zXZ\0"sv, kPacked},
    Kind{0, "7z\xbc\xaf\x27\x1c"sv, kPacked},
    Kind{0, "Rar!\x1a\x07"sv, kPacked},
    Kind{0, "BZh"sv, kPacked},
    Kind{0, "\x28\xb5\x2f\xfd"sv, kPacked},
    Kind{257, "ustar"sv, kTar},
    Kind{0, "\x93NUMPY"sv, "it is a NumPy array, not the weights of a network. Save them with torch.save"},
    Kind{0, "GGUF"sv, "it is a language model in GGUF format. Choose the weights of an EfficientNet-B3"},
};

/// A protobuf that begins with field 1, a small number (ONNX: its version), as varint; then another field.
bool looksLikeOnnx(std::string_view start) {
  return start.size() > 2 && start[0] == '\x08' && start[1] > 0 && start[1] < 32 &&
         (start[2] == '\x12' || start[2] == ':' || start[2] == 'B' || start[2] == '\x1a');
}

/// The first entry of such a file.
bool isTorchTar(std::string_view start) {
  const std::string_view name = start.substr(0, std::min<std::size_t>(start.find('\0'), 100));
  return name == "sys_info" || name == "pickle" || name == "tensors" || name == "storages";
}

std::string suffixOf(const std::filesystem::path& file) { return asciiLower(file.extension().native()); }

} // namespace

bool isZip(std::string_view start) { return start.starts_with("PK\x03\x04"sv); }

std::size_t legacyTorchMagic(std::string_view start) {
  constexpr std::string_view kNumber = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."sv;
  constexpr std::string_view kFrame = "\x95\x0d\0\0\0\0\0\0\0"sv; // from protocol 4 on
  if (start.size() < 2 || start[0] != '\x80' || start[1] < 2 || start[1] > 5) {
    return 0;
  }
  const std::size_t at = start.substr(2).starts_with(kFrame) ? 2 + kFrame.size() : 2;
  return start.substr(at).starts_with(kNumber) ? at + kNumber.size() : 0;
}

bool isSafetensors(std::string_view start) {
  return start.size() > 8 && start[8] == '{' && start.substr(4, 4) == "\0\0\0\0"sv;
}

Message otherKind(std::string_view start, const std::filesystem::path& file) {
  if (start.empty()) {
    return Message("it is empty. Copy, download or save it again");
  }
  for (const Kind& kind : kKinds) {
    if (start.substr(std::min(kind.offset, start.size())).starts_with(kind.mark)) {
      return Message(kind.clause == kTar && isTorchTar(start) ? kTorchTar : kind.clause);
    }
  }
  const std::string suffix = suffixOf(file);
  if (start.starts_with("\x89HDF"sv) || suffix == ".h5" || suffix == ".hdf5") {
    return Message("{what}{needed}", {{"what", Message(kHdf5)}, {"needed", Message(kNeeded)}});
  }
  if (start.substr(std::min<std::size_t>(4, start.size())).starts_with("TFL3"sv) || suffix == ".tflite") {
    return Message("{what}{needed}", {{"what", Message(kTflite)}, {"needed", Message(kNeeded)}});
  }
  if (suffix == ".pb") {
    return Message("{what}{needed}", {{"what", Message(kTensorflow)}, {"needed", Message(kNeeded)}});
  }
  if (suffix == ".onnx" || looksLikeOnnx(start)) {
    return Message("{what}{needed}", {{"what", Message(kOnnx)}, {"needed", Message(kNeeded)}});
  }
  const std::string_view text = trimmed(start);
  if (text.starts_with('<')) {
    const std::string lower = asciiLower(text.substr(0, 64));
    return lower.starts_with("<?xml")
               ? Message("it is an XML text, not weights. Choose another file")
               : Message("it is a web page, not weights: the download has gone wrong. Download it again");
  }
  if (text.starts_with('{')) {
    return text.find("\"weight_map\"") != std::string_view::npos || asciiLower(file.native()).ends_with(".index.json")
               ? Message("it only lists the files of a model that was saved in parts. Choose the weights of an "
                         "EfficientNet-B3 "
                         "in one file")
               : Message("it is a JSON text, not weights. Choose another file");
  }
  if (start.size() > 2 && start[0] == '\x80' && start[1] >= 2 && start[1] <= 5) {
    return Message(
        "it is a Python pickle that torch.save did not write. Load it in Python and save the network's state_dict() "
        "with torch.save");
  }
  const FileType look = detectTypeOfBytes(std::span(reinterpret_cast<const std::uint8_t*>(start.data()), start.size()));
  if (!look.what.empty() && look.kind != FileKind::Weights) {
    return Message("it is {what}, not weights. Choose another file", {{"what", look.what}});
  }
  return Message(
      "it is no weights file (torch.save writes a zip file, this is none). Choose another file or save it again "
      "with torch.save");
}

} // namespace mien::detail
