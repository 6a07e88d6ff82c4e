#pragma once

#include "core/weights/state_dict.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace mien::detail {

struct WrittenPickle {
  std::string pickle;
  std::vector<double> reals; ///< the real numbers of `meta`, expected under the key "n", n the size of the state dict
};

/// The pickle (protocol 2) of {"model": OrderedDict of tensors, "meta": meta}; the numbers of state[i] are expected
/// beside it under the key "i". Real numbers in `meta` become float64 tensors (a list of them one tensor), because
/// torch.load of PyTorch 1.13 with weights_only=True knows no others. The same input gives the same bytes.
[[nodiscard]] WrittenPickle writePickle(const StateDict& state, const nlohmann::json& meta);

} // namespace mien::detail
