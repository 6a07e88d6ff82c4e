#pragma once

#include "core/weights/detail/pickle/pickle_value.h"
#include "core/weights/detail/tensor_decoder.h"
#include "core/weights/detail/zip/zip_archive.h"

#include <filesystem>
#include <string>

namespace mien::detail {

/// What torch.save writes since PyTorch 1.6: a zip file of a pickle and the storages beside it. One thread at a time.
/// Throws Error (BadData, Io), whose message is a clause or names the file.
class TorchZip {
public:
  explicit TorchZip(const std::filesystem::path& file);

  [[nodiscard]] const Pickle& pickle() const { return m_pickle; }
  [[nodiscard]] StorageReader storages();

private:
  ZipReader m_zip;
  std::string m_folder; ///< of all entries, with its slash
  Pickle m_pickle;
};

} // namespace mien::detail
