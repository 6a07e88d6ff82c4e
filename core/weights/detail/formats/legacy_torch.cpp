#include "core/weights/detail/formats/legacy_torch.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/detail/formats/file_kind.h"
#include "core/weights/detail/pickle/pickle_reader.h"

#include <cstring>
#include <fstream>

namespace mien::detail {

namespace {

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

const Message
    kDamaged("it has the format of PyTorch before 1.6 but is damaged or cut short. Copy, download or save it again");
constexpr std::uint64_t kMaxPickles = std::uint64_t{8} << 20U; ///< EfficientNet-B3 needs 100 KB

std::string startOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(kMaxPickles, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad()) {
    throw Error(ErrorKind::Io, Message("it cannot be read. Check the disk and that you may read the file"));
  }
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

/// Each storage's type stands in the data's pickle only.
std::map<std::string, DType> typesOf(const Pickle& pickle) {
  std::map<std::string, DType> types;
  for (const PickleValue& value : pickle.values) {
    const auto* storage = value.as<PickleStorage>();
    if (storage != nullptr && !types.emplace(storage->key, storage->type).second &&
        types.at(storage->key) != storage->type) {
      refuse(kDamaged);
    }
  }
  return types;
}

} // namespace

LegacyTorch::LegacyTorch(const std::filesystem::path& file) : m_file(file) {
  const std::string start = startOf(file);
  std::size_t at = legacyTorchMagic(start);
  const auto next = [&start, &at] {
    if (at >= start.size()) {
      refuse(kDamaged);
    }
    std::size_t used = 0;
    Pickle pickle = readPickle(std::as_bytes(std::span(start).subspan(at)), &used);
    at += used;
    return pickle;
  };
  const Pickle version = next();
  const auto* number = version.root->as<std::int64_t>();
  if (number == nullptr || *number != 1001) {
    refuse(kDamaged);
  }
  const Pickle machine = next();
  const auto* facts = machine.root->as<PickleDict>();
  if (facts == nullptr) {
    refuse(kDamaged);
  }
  for (const auto& [key, value] : facts->items) {
    const auto* name = key->as<std::string>();
    const auto* little = value->as<bool>();
    if (name != nullptr && *name == "little_endian" && little != nullptr && !*little) {
      refuse(
          Message("its numbers are big-endian. Load it in Python on this machine and save it again with torch.save"));
    }
  }
  m_pickle = next();
  const Pickle keys = next();
  const auto* list = keys.root->as<PickleList>();
  if (list == nullptr) {
    refuse(kDamaged);
  }
  const std::map<std::string, DType> types = typesOf(m_pickle);
  std::ifstream stream(file, std::ios::binary);
  std::error_code error;
  const std::uint64_t fileSize = std::filesystem::file_size(file, error);
  std::uint64_t offset = at;
  for (const PickleValue* item : list->items) {
    const auto* key = item->as<std::string>();
    const auto type = key != nullptr ? types.find(*key) : types.end();
    std::uint64_t count = 0;
    stream.seekg(static_cast<std::streamoff>(offset));
    stream.read(reinterpret_cast<char*>(&count), sizeof count);
    offset += sizeof count;
    std::uint64_t size = 0;
    if (error || !stream || type == types.end() || offset > fileSize ||
        __builtin_mul_overflow(count, std::uint64_t{byteSize(type->second)}, &size) || size > fileSize - offset ||
        !m_extents.emplace(*key, Extent{offset, size}).second) {
      refuse(kDamaged);
    }
    offset += size;
  }
}

StorageReader LegacyTorch::storages() const {
  return [this](const std::string& key, std::uint64_t limit) {
    const auto found = m_extents.find(key);
    if (found == m_extents.end()) {
      refuse(Message("its entry '{key}' is missing", {{"key", shownText(key)}}));
    }
    if (found->second.size > limit) {
      refuse(Message("its entry '{key}' claims an impossible size", {{"key", shownText(key)}}));
    }
    std::vector<std::byte> bytes(found->second.size);
    std::ifstream stream(m_file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(found->second.offset));
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream) {
      refuse(kDamaged);
    }
    return bytes;
  };
}

} // namespace mien::detail
