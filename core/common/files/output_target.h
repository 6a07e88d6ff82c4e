#pragma once

#include <filesystem>
#include <optional>

namespace mien {

/// Where a file that is to be written really is.
struct OutputTarget {
  enum class Kind {
    Missing, ///< nothing is there yet
    Regular, ///< a file, which may be replaced by another one
    Folder,
    Stream, ///< a pipe, a terminal, a device, an open descriptor: written through, never replaced
  };
  Kind kind = Kind::Missing;
  std::filesystem::path file;    ///< with links followed, also one that leads to nothing yet
  std::optional<int> descriptor; ///< of this process, where the path names one: /dev/stdout, /dev/fd/3
};

/// Follows the links of `path`, those of /dev/stdout and its like as well. Throws nothing: what cannot be found out is
/// Missing, and writing tells.
[[nodiscard]] OutputTarget outputTarget(const std::filesystem::path& path);

/// Whether writing to `path` is writing to the standard output: "-", /dev/stdout, /dev/fd/1.
[[nodiscard]] bool isStandardOutput(const std::filesystem::path& path);

/// The path as AtomicFile and its like understand it: "-" is the standard output, as everywhere on a command line.
[[nodiscard]] std::filesystem::path outputPath(const std::filesystem::path& path);

} // namespace mien
