#pragma once

#include "core/picture/file_kind.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

namespace mien {

/// Counts what was left out of a folder, so that nothing is passed over without a word. One thread.
class SkippedFiles {
public:
  /// `path` is taken for litter when its name says so, whatever `kind` is.
  void add(const std::filesystem::path& path, FileKind kind);
  void add(const SkippedFiles& others);

  [[nodiscard]] std::size_t count() const; ///< of all, litter included
  [[nodiscard]] std::size_t litter() const { return m_litter; }
  [[nodiscard]] bool empty() const { return count() == 0; }

  /// "28 .txt, 2 videos and 1 pipe or device not read; 4 hidden or system files left out": kinds by name, the rest by
  /// suffix, most first. Empty when nothing was skipped. English, with control characters escaped.
  [[nodiscard]] std::string text() const;

  /// The same without the litter.
  [[nodiscard]] std::string textWithoutLitter() const;

private:
  std::map<std::string, std::size_t> m_bySuffix; ///< of Other files: ".txt", or "" for those without a suffix
  std::map<FileKind, std::size_t> m_byKind;      ///< of the rest
  std::size_t m_litter = 0;
};

} // namespace mien
