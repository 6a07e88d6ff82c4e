#pragma once

#include "core/infer/detail/folded_network.h"
#include "core/model/network/efficientnet.h"

namespace mien::detail {

/// Folds the batch norms of a network into its convolutions, in double precision.
[[nodiscard]] FoldedWeights foldNetwork(EfficientNetB3 model);

} // namespace mien::detail
