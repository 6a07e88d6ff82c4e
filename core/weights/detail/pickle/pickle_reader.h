#pragma once

#include "core/weights/detail/pickle/pickle_value.h"

#include <cstddef>
#include <span>

namespace mien::detail {

/// Runs the pickle that torch.save() writes (protocols 2 to 5) on a machine that builds plain data and calls nothing:
/// classes of settings, optimizers and the like are kept as a name, and names outside a short list are refused,
/// whatever they are. Time and memory are bounded by the size of `bytes`. `used`, where given, becomes the size of the
/// pickle, which may be followed by other things. Throws Error (BadData) whose message is a clause to be put behind the
/// name of the file.
[[nodiscard]] Pickle readPickle(std::span<const std::byte> bytes, std::size_t* used = nullptr);

} // namespace mien::detail
