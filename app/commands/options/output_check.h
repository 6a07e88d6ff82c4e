#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>

namespace mien::cli {

// Where a command may write, to be asked before any work is done. All throw Error (BadArgument) naming the file.

inline constexpr const char* kForceHelp = "Replace what is there already, also files that are not Mien's";

/// A file: something is there that is not Mien's, and it is not to be replaced by `force`. `option`: the one that
/// chooses the place, for the advice.
void requireReplaceable(const std::filesystem::path& file, bool force, const std::string& option);

/// A file of weights: Mien's or not, nobody wants to lose them by a slip.
void requireFree(const std::filesystem::path& file, bool force, const std::string& option);

/// A file that can be made: no folder is in its place, and its own folder is there.
void requirePlace(const std::filesystem::path& file, const std::string& option);

/// A file that must be none of those that are read, whatever is forced.
void requireNoInput(const std::filesystem::path& file, std::span<const std::filesystem::path> inputs,
                    const std::string& option);

/// Names for the annotated copies of pictures and videos, see annotatedName(). None is that of an input.
class CopyTargets {
public:
  CopyTargets(std::filesystem::path folder, std::span<const std::filesystem::path> inputs, bool force);

  /// `ending`: ".png", "-annotated.mp4".
  [[nodiscard]] std::filesystem::path next(const std::filesystem::path& file, const std::string& ending);

private:
  std::filesystem::path m_folder;
  std::set<std::filesystem::path> m_taken;
  bool m_force;
};

} // namespace mien::cli
