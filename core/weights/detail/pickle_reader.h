#pragma once

#include "core/weights/detail/pickle_value.h"

#include <cstddef>
#include <span>

namespace mien::detail {

/// Runs the pickle that torch.save() writes (protocols 2 to 5) on a machine that builds plain data and calls nothing:
/// names outside a short list are refused, whatever they are. Time and memory are bounded by the size of `bytes`.
/// Throws Error (BadData) whose message is a clause to be put behind the name of the file.
[[nodiscard]] Pickle readPickle(std::span<const std::byte> bytes);

} // namespace mien::detail
