#pragma once

#include "core/weights/detail/pickle/pickle_value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mien::detail {

/// Gives the bytes that lie under a storage's key, at most `limit` of them; throws Error when there are none or more.
using StorageReader = std::function<std::vector<std::byte>(const std::string& key, std::uint64_t limit)>;

/// Turns the views of a pickle into arrays. Keeps the storages that it has read: tensors share them.
class TensorDecoder {
public:
  /// Reads no more than `limit` bytes of storages. `readStorage` must stay alive.
  explicit TensorDecoder(const StorageReader& readStorage, std::uint64_t limit = std::uint64_t{4} << 30U)
      : m_readStorage(readStorage), m_limit(limit) {}

  /// Checks a tensor against its storage and makes it row-major. Throws Error (BadData) whose message is a clause.
  [[nodiscard]] NamedArray decode(const std::string& name, const PickleTensor& tensor);

private:
  const std::vector<std::byte>& storage(const std::string& name, const PickleStorage& wanted);

  const StorageReader& m_readStorage;
  std::uint64_t m_limit;
  std::map<std::string, std::vector<std::byte>, std::less<>> m_storages;
  std::uint64_t m_stored = 0;
  std::uint64_t m_decoded = 0;
};

} // namespace mien::detail
