#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace mien {

/// Where in `folder` something made of `file` goes: its name without the suffix, and `ending`. a.jpg and a.png, or two
/// a.jpg of two folders, get one each ("a.png", "a-2.png"), also when they come one after the other: an annotated copy
/// that is there already (see core/common/files/output_mark.h) is replaced by the next one of the same file and by no
/// other. A folder, a pipe or a device of that name is passed over; a file that is not Mien's is not: ask
/// wouldReplaceForeign() about the name. Remembers what it gave out in `taken`, and never gives a name that is in there
/// already: put the images themselves in first (as canonicalPath() of each), or a copy may replace its original. Long
/// names are cut to what a file system takes.
[[nodiscard]] std::filesystem::path annotatedName(const std::filesystem::path& folder,
                                                  const std::filesystem::path& file,
                                                  std::set<std::filesystem::path>& taken,
                                                  const std::string& ending = ".png");

/// A file's name as `taken` has it: links and dots resolved.
[[nodiscard]] std::filesystem::path canonicalPath(const std::filesystem::path& file);

} // namespace mien
