#include "core/weights/detail/formats/torch_zip.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/detail/pickle/pickle_reader.h"
#include "core/weights/weights_suffix.h"

#include <string_view>

namespace mien::detail {

namespace {

constexpr std::uint64_t kMaxPickle = std::uint64_t{64} << 20U;

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

/// Says what a zip file is that torch.save did not write.
[[noreturn]] void refuseOther(const ZipReader& zip) {
  if (zip.contains("model.weights.h5") || (zip.contains("config.json") && zip.contains("metadata.json"))) {
    refuse(Message("it is a Keras model (.keras), which Mien cannot import. Mien needs the state dict that torch.save "
                   "writes in Python, or a safetensors file"));
  }
  for (const std::string& name : zip.names()) {
    if (hasWeightsSuffix(name)) {
      refuse(
          Message("it is a zip file that holds '{name}'. Unpack it and choose that file", {{"name", shownText(name)}}));
    }
  }
  refuse(Message(
      "it is a zip file without 'data.pkl', so torch.save did not write it (it holds {front}). Choose another file",
      {{"front", zip.names().empty() ? Message("nothing")
                                     : Message("'{names}'", {{"names", shownText(zip.names().front())}})}}));
}

} // namespace

TorchZip::TorchZip(const std::filesystem::path& file) : m_zip(file) {
  for (const std::string& name : m_zip.names()) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || name.substr(slash) != "/data.pkl") {
      continue;
    }
    if (!m_folder.empty()) {
      refuse(Message("it holds two models. Save one alone with torch.save"));
    }
    m_folder = name.substr(0, slash + 1);
  }
  if (m_folder.empty()) {
    refuseOther(m_zip);
  }
  if (m_zip.contains(m_folder + "constants.pkl")) {
    refuse(Message("it is a TorchScript program, which Mien does not run. In Python, load it with torch.jit.load and "
                   "save its state_dict() with torch.save"));
  }
  if (m_zip.contains(m_folder + "byteorder")) {
    const std::vector<std::byte> order = m_zip.read(m_folder + "byteorder", 16);
    if (std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) != "little") {
      refuse(
          Message("its numbers are big-endian. Load it in Python on this machine and save it again with torch.save"));
    }
  }
  m_pickle = readPickle(m_zip.read(m_folder + "data.pkl", kMaxPickle));
}

StorageReader TorchZip::storages() {
  return [this](const std::string& key, std::uint64_t limit) { return m_zip.read(m_folder + "data/" + key, limit); };
}

} // namespace mien::detail
