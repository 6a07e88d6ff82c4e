#pragma once

#include <string>
#include <vector>

namespace mien::detail {

/// The emotions that labels stand for, as indices into Votes. Throws Error (BadData) that names a label that is none of
/// FER+.
[[nodiscard]] std::vector<int> labelEmotions(const std::vector<std::string>& labels);

} // namespace mien::detail
