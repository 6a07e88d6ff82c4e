#pragma once

#include "core/weights/detail/pickle/pickle_value.h"
#include "core/weights/detail/tensor_decoder.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace mien::detail {

/// What torch.save wrote before PyTorch 1.6, and still writes with _use_new_zipfile_serialization=False: five pickles
/// (a magic number, a version, facts on the machine, the data, the keys of the storages), then each storage with its
/// count before it. There is no checksum. One thread at a time. Throws Error (BadData, Io) whose message is a clause.
class LegacyTorch {
public:
  explicit LegacyTorch(const std::filesystem::path& file);

  [[nodiscard]] const Pickle& pickle() const { return m_pickle; }
  [[nodiscard]] StorageReader storages() const;

private:
  struct Extent {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  std::filesystem::path m_file;
  Pickle m_pickle;
  std::map<std::string, Extent> m_extents;
};

} // namespace mien::detail
