#pragma once

#include "core/weights/state_dict.h"

#include <torch/nn/module.h>

#include <string>
#include <vector>

namespace mien::detail {

/// Row-major copy of a tensor of any layout.
NamedArray toArray(const std::string& name, const torch::Tensor& tensor);

/// Float tensor (int64 for integer arrays) in row-major order; owns its memory.
torch::Tensor toTensor(const NamedArray& array);

/// Which entries of a state dict reached a module.
struct LoadReport {
  std::vector<std::string> missing;    ///< in the module, not in the file
  std::vector<std::string> unexpected; ///< in the file, not in the module
  std::vector<std::string> mismatched; ///< in both, with different shapes, or of a type that no weight has
};

/// Copies the arrays of `state` into the parameters and buffers of the same name, keeping each tensor's memory layout.
LoadReport loadInto(torch::nn::Module& module, const StateDict& state);

/// Parameters and buffers in torchvision's order: as the modules were registered, parameters before buffers in each.
StateDict stateOf(const torch::nn::Module& module);

} // namespace mien::detail
