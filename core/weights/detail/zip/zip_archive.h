#pragma once

#include "core/common/text/message.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;
struct zip_source;

namespace mien::detail {

/// A zip file open for reading (libzip). Nothing is ever unpacked to disk. Refuses entries that share their bytes or
/// their name, and entries that together are larger than the file. One thread at a time. Every failure is an Error
/// (NotFound, BadData, Io) that names the file.
class ZipReader {
public:
  explicit ZipReader(const std::filesystem::path& file);
  ~ZipReader();
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
  [[nodiscard]] bool contains(const std::string& name) const;

  /// The whole entry, its checksum verified. Refuses entries of more than `limit` bytes and compressed entries that
  /// unfold beyond what weights can ("zip bombs").
  [[nodiscard]] std::vector<std::byte> read(const std::string& name, std::uint64_t limit);

private:
  void readNames();
  void checkExtents(const std::filesystem::path& file) const;
  [[noreturn]] void refuse(const Message& problem) const;

  std::string m_file; ///< for messages
  std::uint64_t m_fileSize = 0;
  std::uint64_t m_unfolded = 0; ///< bytes that compressed entries have given so far
  zip* m_zip = nullptr;
  std::vector<std::string> m_names;
};

/// Builds a zip file in memory: entries stored without compression, all dated 1980-01-01, so that the same content
/// gives the same bytes.
class ZipWriter {
public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  /// `bytes` must stay alive until finish().
  void add(const std::string& name, std::span<const std::byte> bytes);
  [[nodiscard]] std::vector<std::byte> finish();

private:
  zip_source* m_target = nullptr;
  zip* m_zip = nullptr;
};

} // namespace mien::detail
