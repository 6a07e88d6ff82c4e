#include "core/model/head_outputs.h"

#include <algorithm>
#include <cstring>

namespace mien {

namespace {

/// "classifier.1" (linear) or "classifier.3" (mlp): the layer whose rows are the classes.
std::string lastLayer(const StateDict& state) {
  return headKindOf(state) == HeadKind::Mlp ? "classifier.3" : "classifier.1";
}

} // namespace

HeadKind headKindOf(const StateDict& state) {
  return std::ranges::any_of(state, [](const NamedArray& array) { return array.name == "classifier.3.bias"; })
             ? HeadKind::Mlp
             : HeadKind::Linear;
}

std::int64_t outputsOf(const StateDict& state) {
  const auto bias = std::ranges::find(state, lastLayer(state) + ".bias", &NamedArray::name);
  return bias == state.end() || bias->shape.empty() ? 0 : bias->shape.front();
}

bool reorderHeadOutputs(StateDict& state, const std::vector<std::string>& labels,
                        const std::vector<std::string>& wanted) {
  if (labels == wanted || labels.size() != wanted.size() ||
      outputsOf(state) != static_cast<std::int64_t>(labels.size())) {
    return false;
  }
  std::vector<std::size_t> rows;
  for (const std::string& label : wanted) {
    const auto found = std::ranges::find(labels, label);
    if (found == labels.end()) {
      return false;
    }
    rows.push_back(static_cast<std::size_t>(found - labels.begin()));
  }
  const std::string layer = lastLayer(state);
  for (NamedArray& array : state) {
    if ((array.name != layer + ".weight" && array.name != layer + ".bias") || array.shape.empty() ||
        array.shape.front() != static_cast<std::int64_t>(labels.size())) {
      continue;
    }
    const std::size_t row = array.bytes.size() / labels.size();
    std::vector<std::byte> ordered(row * rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::memcpy(ordered.data() + i * row, array.bytes.data() + rows[i] * row, row);
    }
    array.bytes = std::move(ordered);
  }
  return true;
}

} // namespace mien
