#include "core/model/network/tensor_state.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <torch/types.h>

#include <cstring>
#include <map>
#include <unordered_map>

namespace mien::detail {

namespace {

void collect(const torch::nn::Module& module, const std::string& prefix,
             std::vector<std::pair<std::string, torch::Tensor>>& out) {
  for (const auto& item : module.named_parameters(/*recurse=*/false)) {
    out.emplace_back(prefix + item.key(), item.value());
  }
  for (const auto& item : module.named_buffers(/*recurse=*/false)) {
    out.emplace_back(prefix + item.key(), item.value());
  }
  for (const auto& child : module.named_children()) {
    collect(*child.value(), prefix + child.key() + ".", out);
  }
}

std::vector<std::pair<std::string, torch::Tensor>> tensorsOf(const torch::nn::Module& module) {
  std::vector<std::pair<std::string, torch::Tensor>> tensors;
  collect(module, "", tensors);
  return tensors;
}

bool isFloating(DType type) {
  return type == DType::Float32 || type == DType::Float64 || type == DType::Float16 || type == DType::BFloat16;
}

/// Whole numbers of other types are codes of quantised weights, which mean nothing without their scales.
bool isWeight(DType type) { return isFloating(type) || type == DType::Int64; }

} // namespace

NamedArray toArray(const std::string& name, const torch::Tensor& tensor) {
  const bool floating = tensor.is_floating_point();
  const torch::Tensor plain = tensor.detach().to(floating ? torch::kFloat32 : torch::kInt64).contiguous();
  NamedArray array;
  array.name = name;
  array.type = floating ? DType::Float32 : DType::Int64;
  array.shape.assign(plain.sizes().begin(), plain.sizes().end());
  array.bytes.resize(plain.nbytes());
  std::memcpy(array.bytes.data(), plain.data_ptr(), array.bytes.size());
  return array;
}

torch::Tensor toTensor(const NamedArray& array) {
  if (!isWeight(array.type)) {
    throw Error(ErrorKind::BadData,
                Message("tensor '{name}' has a type that no weight has", {{"name", shownText(array.name)}}));
  }
  if (array.type == DType::Int64) {
    torch::Tensor tensor = torch::empty(array.shape, torch::kInt64);
    std::memcpy(tensor.data_ptr(), array.bytes.data(), array.bytes.size());
    return tensor;
  }
  const std::vector<float> values = toFloat(array);
  torch::Tensor tensor = torch::empty(array.shape, torch::kFloat32);
  std::memcpy(tensor.data_ptr(), values.data(), values.size() * sizeof(float));
  return tensor;
}

LoadReport loadInto(torch::nn::Module& module, const StateDict& state) {
  const torch::NoGradGuard noGrad;
  std::unordered_map<std::string, const NamedArray*> arrays;
  for (const NamedArray& array : state) {
    arrays.emplace(array.name, &array);
  }
  LoadReport report;
  for (auto& [name, tensor] : tensorsOf(module)) {
    const auto found = arrays.find(name);
    if (found == arrays.end()) {
      // Counts batches for a momentum that is not used here; old files lack it.
      if (!name.ends_with("num_batches_tracked")) {
        report.missing.push_back(name);
      }
      continue;
    }
    const NamedArray& array = *found->second;
    arrays.erase(found);
    if (tensor.sizes() != torch::IntArrayRef(array.shape) || !isWeight(array.type)) {
      report.mismatched.push_back(name);
      continue;
    }
    tensor.copy_(toTensor(array));
  }
  for (const NamedArray& array : state) {
    if (arrays.contains(array.name)) {
      report.unexpected.push_back(array.name);
    }
  }
  return report;
}

StateDict stateOf(const torch::nn::Module& module) {
  StateDict state;
  for (const auto& [name, tensor] : tensorsOf(module)) {
    state.push_back(toArray(name, tensor));
  }
  return state;
}

} // namespace mien::detail
