#include "core/weights/detail/state_finder.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace {

constexpr int kDepth = 5;
constexpr std::size_t kShownKeys = 6;

constexpr std::array<std::string_view, 12> kUsualKeys{"state_dict", "model",          "model_state_dict", "model_state",
                                                      "net",        "net_state_dict", "network",          "module",
                                                      "weights",    "params",         "state_dicts",      "student"};
constexpr std::array<std::string_view, 10> kAveragedKeys{
    "model_ema",  "state_dict_ema", "ema_state_dict", "ema",      "ema_model", "model_ema_state_dict",
    "params_ema", "shadow",         "averaged_model", "swa_model"};
/// Their tensors are as large as the weights and are none. fastai calls its optimizer "opt".
constexpr std::array<std::string_view, 9> kNoWeights{"optim",    "opt", "sched",     "scaler", "amp",
                                                     "callback", "lr_", "criterion", "loss"};

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

bool holdsTensors(const PickleValue& value, int depth, int& budget) {
  const auto* dict = value.as<PickleDict>();
  if (dict == nullptr || depth > kDepth) {
    return false;
  }
  return std::ranges::any_of(dict->items, [&](const auto& item) {
    return --budget > 0 && item.first->template as<std::string>() != nullptr &&
           (item.second->template as<PickleTensor>() != nullptr || holdsTensors(*item.second, depth + 1, budget));
  });
}

/// `budget`: values that may still be looked at, since they may refer to each other in circles.
const PickleDict* dictWithTensors(const PickleValue* value, int& budget) {
  return value != nullptr && holdsTensors(*value, 0, budget) ? value->as<PickleDict>() : nullptr;
}

bool hasTensors(const PickleDict& dict) {
  return std::ranges::any_of(dict.items,
                             [](const auto& item) { return item.second->template as<PickleTensor>() != nullptr; });
}

std::string inQuotes(std::string_view name) { return "'" + shownText(name.substr(0, 80)) + "'"; }

std::string keysOf(const PickleDict& dict) {
  std::string text;
  std::size_t count = 0;
  for (const auto& [key, value] : dict.items) {
    if (count++ == kShownKeys) {
      return text + " and " + std::to_string(dict.items.size() - kShownKeys) + " more";
    }
    const auto* name = key->as<std::string>();
    text += (text.empty() ? "" : ", ") + (name != nullptr ? inQuotes(*name) : std::string("something that is no text"));
  }
  return text;
}

bool isNoWeights(std::string_view key) {
  const std::string lower = asciiLower(key);
  return std::ranges::any_of(kNoWeights, [&lower](std::string_view part) { return lower.starts_with(part); });
}

/// The entries under keys of the list that hold tensors, in the list's order.
template <std::size_t Count>
std::vector<std::string_view> present(const PickleDict& dict, const std::array<std::string_view, Count>& keys,
                                      int& budget) {
  std::vector<std::string_view> found;
  std::ranges::copy_if(keys, std::back_inserter(found), [&dict, &budget](std::string_view key) {
    return dictWithTensors(find(dict, key), budget) != nullptr;
  });
  return found;
}

FoundState search(const PickleDict& dict, int depth) {
  if (depth > kDepth) {
    refuse(Message("its state dict lies too deep in other dictionaries. Save model.state_dict() with torch.save"));
  }
  const auto within = [&dict, depth](std::string_view key) {
    return search(*find(dict, key)->as<PickleDict>(), depth + 1);
  };
  int budget = 1'000'000;
  const std::vector<std::string_view> usual = present(dict, kUsualKeys, budget);
  const std::vector<std::string_view> averaged = present(dict, kAveragedKeys, budget);
  if (!usual.empty()) {
    FoundState found = within(usual.front());
    if (usual.size() > 1 || !averaged.empty()) {
      const std::string_view other = usual.size() > 1 ? usual[1] : averaged.front();
      found.remarks.push_back(Message("it holds {taken} and {other}; {taken} was taken",
                                      {{"taken", inQuotes(usual.front())}, {"other", inQuotes(other)}}));
    }
    return found;
  }
  if (!averaged.empty()) {
    return within(averaged.front());
  }
  std::vector<std::string_view> others;
  for (const auto& [key, value] : dict.items) {
    const auto* name = key->as<std::string>();
    if (others.size() < 2 && name != nullptr && !isNoWeights(*name) && dictWithTensors(value, budget) != nullptr &&
        std::ranges::find(others, *name) == others.end()) {
      others.push_back(*name);
    }
  }
  if (others.size() == 1) {
    return within(others.front());
  }
  if (others.size() > 1) {
    refuse(Message("it holds several models, {name} and {name2}. Save one of them alone: its state_dict(), "
                   "with torch.save",
                   {{"name", inQuotes(others[0])}, {"name2", inQuotes(others[1])}}));
  }
  if (!hasTensors(dict)) {
    refuse(dict.items.empty()
               ? Message("its state dict is empty. Save model.state_dict() with torch.save")
               : Message("none of its keys holds a state dict ({keys}). Save model.state_dict() with torch.save",
                         {{"keys", keysOf(dict)}}));
  }
  return {&dict, {}};
}

} // namespace

const PickleValue* find(const PickleDict& dict, std::string_view key) {
  for (auto item = dict.items.rbegin(); item != dict.items.rend(); ++item) {
    const auto* name = item->first->as<std::string>();
    if (name != nullptr && *name == key) {
      return item->second;
    }
  }
  return nullptr;
}

FoundState findState(const PickleValue& root) {
  if (const auto* foreign = root.as<PickleForeign>()) {
    refuse(Message("it is a pickled {name}. Save model.state_dict() with torch.save",
                   {{"name", inQuotes(foreign->name)}}));
  }
  const auto* dict = root.as<PickleDict>();
  if (dict == nullptr) {
    refuse(Message("it holds no dictionary of tensors. Save model.state_dict() with torch.save"));
  }
  return search(*dict, 0);
}

} // namespace mien::detail
