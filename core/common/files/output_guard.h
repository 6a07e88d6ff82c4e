#pragma once

#include <filesystem>

namespace mien {

/// Whether writing to `path` would replace something that is not ours: a file that is not empty and does not carry
/// Mien's mark, see core/common/files/output_mark.h. A link counts as what it leads to. What is no regular file is
/// written through and loses nothing.
[[nodiscard]] bool wouldReplaceForeign(const std::filesystem::path& path);

} // namespace mien
