#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mien::detail {

/// Where an entry of a zip file lies, by the file's central directory.
struct ZipExtent {
  std::string name;
  std::uint64_t begin = 0; ///< of its own header
  std::uint64_t end = 0;   ///< of its bytes
};

/// The entries in the directory's order, zip64 included. libzip does not tell where they lie, and reads entries that
/// share their bytes. Throws Error (BadData), whose message is a clause, where the directory makes no sense or an entry
/// reaches beyond it.
[[nodiscard]] std::vector<ZipExtent> readZipDirectory(const std::filesystem::path& file);

/// Whether two of them share bytes.
[[nodiscard]] bool anyOverlap(std::vector<ZipExtent> extents);

} // namespace mien::detail
