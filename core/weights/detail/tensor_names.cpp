#include "core/weights/detail/tensor_names.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <string_view>

namespace mien::detail {

namespace {

constexpr std::string_view kFirstTensor = "features.0.0.weight"; ///< of torchvision's EfficientNets

void strip(StateDict& state, std::size_t size) {
  for (NamedArray& array : state) {
    array.name.erase(0, size);
  }
}

/// Prefixes before torchvision's first tensor, "" among them.
std::vector<std::string> networks(const StateDict& state) {
  std::vector<std::string> prefixes;
  for (const NamedArray& array : state) {
    if (array.name.ends_with(kFirstTensor)) {
      const std::string prefix = array.name.substr(0, array.name.size() - kFirstTensor.size());
      if (prefix.empty() || prefix.ends_with('.')) {
        prefixes.push_back(prefix);
      }
    }
  }
  return prefixes;
}

bool isAverage(std::string_view prefix) {
  return prefix.find("ema") != std::string_view::npos || prefix.find("teacher") != std::string_view::npos ||
         prefix.find("swa") != std::string_view::npos || prefix.find("momentum") != std::string_view::npos;
}

/// The network that is meant: the only one, or the only one that is no average of another.
std::string chosen(std::vector<std::string> prefixes) {
  if (prefixes.size() > 1) {
    std::erase_if(prefixes, isAverage);
  }
  if (prefixes.size() != 1) {
    throw Error(ErrorKind::BadData,
                Message("it holds several networks{names}. Save one of them alone: its state_dict(), with torch.save",
                        {{"names", prefixes.size() > 1
                                       ? Message(", '{first}' and '{second}'", {{"first", shownText(prefixes[0])},
                                                                                {"second", shownText(prefixes[1])}})
                                       : Message("")}}));
  }
  return prefixes.front();
}

std::vector<Message> keepNetwork(StateDict& state, const std::string& prefix) {
  const auto beside = [&prefix](const NamedArray& array) { return !array.name.starts_with(prefix); };
  // Names beside a network without a prefix may be its own: whoever loads them tells.
  const auto first = std::ranges::find_if(state, beside);
  if (first == state.end()) {
    strip(state, prefix.size());
    return {};
  }
  const std::string example = shownText(first->name);
  const std::size_t count = std::erase_if(state, beside);
  strip(state, prefix.size());
  if (count == 1) {
    return {Message("left out what is not under '{prefix}': '{example}'",
                    {{"prefix", shownText(prefix)}, {"example", example}})};
  }
  return {Message("left out what is not under '{prefix}': '{example}' and {count} more",
                  {{"prefix", shownText(prefix)}, {"example", example}, {"count", count - 1}})};
}

} // namespace

std::vector<Message> stripNamePrefixes(StateDict& state) {
  if (const std::vector<std::string> prefixes = networks(state); !prefixes.empty()) {
    return keepNetwork(state, chosen(prefixes));
  }
  // Names of other networks: only what all share can be a wrapper's.
  while (!state.empty()) {
    const std::size_t dot = state.front().name.find('.');
    if (dot == std::string::npos) {
      break;
    }
    const std::string prefix = state.front().name.substr(0, dot + 1);
    const bool shared = std::ranges::all_of(state, [&prefix](const NamedArray& array) {
      return array.name.size() > prefix.size() && array.name.starts_with(prefix);
    });
    if (!shared || prefix == "features." || prefix == "classifier.") {
      break;
    }
    strip(state, prefix.size());
  }
  return {};
}

} // namespace mien::detail
