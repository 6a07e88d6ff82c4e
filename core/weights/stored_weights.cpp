#include "core/weights/stored_weights.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/text/shown_text.h"
#include "core/weights/detail/formats/file_kind.h"
#include "core/weights/detail/formats/legacy_torch.h"
#include "core/weights/detail/formats/safetensors.h"
#include "core/weights/detail/formats/torch_zip.h"
#include "core/weights/detail/pickle/pickle_writer.h"
#include "core/weights/detail/tensor_names.h"
#include "core/weights/detail/weights_decoder.h"
#include "core/weights/detail/zip/zip_archive.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <new>
#include <set>
#include <string_view>

namespace mien {

namespace {

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

std::string startOf(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw Error(ErrorKind::NotFound,
                Message("There is no weights file '{file}'. Check the path.", {{"file", shownPath(file)}}));
  }
  if (status.type() != std::filesystem::file_type::regular) {
    refuse(Message("it is not a regular file. Give the path of a weights file (.pth, .safetensors)"));
  }
  std::ifstream stream(file, std::ios::binary);
  std::array<char, detail::kStartSize> start{};
  stream.read(start.data(), start.size());
  if (stream.bad() || (stream.fail() && !stream.eof())) {
    throw Error(ErrorKind::Io,
                Message("Cannot read '{file}'. Check that you may read it.", {{"file", shownPath(file)}}));
  }
  return {start.data(), static_cast<std::size_t>(stream.gcount())};
}

StoredWeights fromPickle(const detail::Pickle& pickle, const detail::StorageReader& storages, bool numbers) {
  StoredWeights weights;
  weights.description = detail::decodeDescription(pickle, storages);
  weights.notes = detail::decodeMetadata(pickle, storages);
  detail::DecodedState decoded = numbers ? detail::decodeState(pickle, storages) : detail::decodeShapes(pickle);
  weights.state = std::move(decoded.state);
  weights.notes.remarks = std::move(decoded.remarks);
  return weights;
}

/// Texts of "__metadata__" that are JSON themselves ("{\"anger\": 0}"), or lists with commas, as tables.
nlohmann::json unfolded(const nlohmann::json& metadata) {
  auto table = nlohmann::json::object();
  for (const auto& [key, value] : metadata.items()) {
    if (value.is_string() && isMetadataKey(key)) {
      nlohmann::json inner = nlohmann::json::parse(value.get_ref<const std::string&>(), nullptr, false);
      table[key] = inner.is_discarded() ? value : inner;
    }
  }
  return table;
}

StoredWeights fromSafetensors(const std::filesystem::path& file, bool numbers) {
  detail::Safetensors content = detail::readSafetensors(file, numbers);
  if (content.metadata.is_object() && content.metadata.contains("format") && content.metadata["format"].is_string() &&
      content.metadata["format"].get_ref<const std::string&>().starts_with("mien-checkpoint")) {
    refuse(Message(
        "it is the state of a training, to go on with by mien-cli train --resume. Choose model_best.pth beside it"));
  }
  StoredWeights weights;
  if (content.metadata.is_object()) {
    weights.notes = findMetadata(unfolded(content.metadata));
  }
  weights.state = std::move(content.state);
  if (weights.state.empty()) {
    refuse(Message("it holds no tensors. Save the network's state_dict()"));
  }
  weights.notes.remarks = detail::stripNamePrefixes(weights.state);
  return weights;
}

StoredWeights readAny(const std::filesystem::path& file, bool numbers) {
  const std::string start = startOf(file);
  if (detail::isZip(start)) {
    detail::TorchZip zip(file);
    return fromPickle(zip.pickle(), zip.storages(), numbers);
  }
  if (detail::legacyTorchMagic(start) > 0) {
    const detail::LegacyTorch legacy(file);
    return fromPickle(legacy.pickle(), legacy.storages(), numbers);
  }
  if (detail::isSafetensors(start)) {
    return fromSafetensors(file, numbers);
  }
  refuse(detail::otherKind(start, file));
}

/// Puts the name of the file before messages that lack it.
StoredWeights readNamed(const std::filesystem::path& file, bool numbers) {
  const std::string name = shownPath(file);
  try {
    return readAny(file, numbers);
  } catch (const Error& error) {
    if (std::string_view(error.what()).find(name) != std::string_view::npos) {
      throw;
    }
    const bool ended = std::string_view(error.what()).ends_with('.');
    throw Error(error.kind(), Message("Cannot read the weights in '{name}': {problem}{end}",
                                      {{"name", name}, {"problem", error.message()}, {"end", ended ? "" : "."}}));
  } catch (const std::bad_alloc&) {
    throw Error(ErrorKind::Io,
                Message("There is not enough memory to read '{name}'. Close other programs.", {{"name", name}}));
  }
}

void checkState(const std::filesystem::path& file, const StateDict& state) {
  std::set<std::string_view> seen;
  for (const NamedArray& array : state) {
    if (array.name.empty() || !seen.insert(array.name).second ||
        array.bytes.size() != array.elementCount() * byteSize(array.type)) {
      throw Error(
          ErrorKind::BadArgument,
          Message("Cannot save '{file}': the tensor '{name}' has no name, a name used before or too few numbers.",
                  {{"file", shownPath(file)}, {"name", shownText(array.name)}}));
    }
  }
}

} // namespace

StoredWeights readStoredWeights(const std::filesystem::path& file) { return readNamed(file, /*numbers=*/true); }

StoredWeights peekStoredWeights(const std::filesystem::path& file) { return readNamed(file, /*numbers=*/false); }

void writeStoredWeights(const std::filesystem::path& file, const StateDict& state, const nlohmann::json& description) {
  checkState(file, state);
  const detail::WrittenPickle written = detail::writePickle(state, description);
  const auto bytesOf = [](std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); };

  // torch names the folder after the file; a fixed name gives the same bytes whatever the file is called.
  detail::ZipWriter zip;
  zip.add("mien/data.pkl", bytesOf(written.pickle));
  zip.add("mien/byteorder", bytesOf("little"));
  for (std::size_t i = 0; i < state.size(); ++i) {
    zip.add("mien/data/" + std::to_string(i), state[i].bytes);
  }
  zip.add("mien/data/" + std::to_string(state.size()), std::as_bytes(std::span(written.reals)));
  zip.add("mien/version", bytesOf("3\n"));
  writeFileAtomically(file, zip.finish());
}

} // namespace mien
