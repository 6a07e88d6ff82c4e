#pragma once

#include <filesystem>
#include <set>

namespace mien {

/// Where in `folder` the annotated copy of `image` goes, as a PNG: a.jpg and a.png, or two a.jpg of two folders, get a
/// picture each ("a.png", "a-2.png"). Remembers what it gave out in `taken`, and never gives a name that is in there
/// already: put the images themselves in first (as takenName() of each), or a copy may replace its original.
[[nodiscard]] std::filesystem::path annotatedName(const std::filesystem::path& folder,
                                                  const std::filesystem::path& image,
                                                  std::set<std::filesystem::path>& taken);

/// A file's name as `taken` has it: links and dots resolved.
[[nodiscard]] std::filesystem::path takenName(const std::filesystem::path& file);

} // namespace mien
