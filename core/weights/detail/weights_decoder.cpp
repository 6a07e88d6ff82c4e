#include "core/weights/detail/weights_decoder.h"

#include "core/common/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string_view>

namespace mien::detail {

namespace {

constexpr std::uint64_t kMaxStorage = std::uint64_t{4} << 30U;

[[noreturn]] void refuse(const std::string& problem) { throw Error(ErrorKind::BadData, problem); }

/// The value of `key`; the last one counts, as in Python.
const PickleValue* find(const PickleDict& dict, std::string_view key) {
  for (auto item = dict.items.rbegin(); item != dict.items.rend(); ++item) {
    const auto* name = item->first->as<std::string>();
    if (name != nullptr && *name == key) {
      return item->second;
    }
  }
  return nullptr;
}

const PickleDict& rootDict(const Pickle& pickle) {
  const auto* dict = pickle.root->as<PickleDict>();
  if (dict == nullptr) {
    refuse("it holds no dictionary of tensors. Save model.state_dict() with torch.save");
  }
  return *dict;
}

const PickleDict& stateOf(const Pickle& pickle) {
  const PickleDict& root = rootDict(pickle);
  for (const std::string_view key : {"model", "state_dict"}) {
    if (const PickleValue* value = find(root, key)) {
      if (const auto* dict = value->as<PickleDict>()) {
        return *dict;
      }
    }
  }
  return root;
}

class Decoder {
public:
  explicit Decoder(const StorageReader& readStorage) : m_readStorage(readStorage) {}

  NamedArray decode(const std::string& name, const PickleTensor& tensor) {
    NamedArray array;
    array.name = name;
    array.type = tensor.storage->type;
    array.shape = tensor.shape;
    const std::uint64_t width = byteSize(array.type);

    std::uint64_t count = 1;
    bool overflow = tensor.offset < 0;
    std::uint64_t last = static_cast<std::uint64_t>(tensor.offset); // index of the last element used
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
      if (tensor.shape[i] < 0 || tensor.strides[i] < 0) {
        refuse("'" + name + "' has a negative size or stride");
      }
      const auto side = static_cast<std::uint64_t>(tensor.shape[i]);
      std::uint64_t reach = 0;
      overflow |= __builtin_mul_overflow(count, side, &count);
      overflow |=
          __builtin_mul_overflow(side == 0 ? 0 : side - 1, static_cast<std::uint64_t>(tensor.strides[i]), &reach);
      overflow |= __builtin_add_overflow(last, reach, &last);
    }
    std::uint64_t size = 0;
    overflow |= __builtin_mul_overflow(count, width, &size);
    if (overflow) {
      refuse("'" + name + "' has an impossible shape");
    }
    if (count == 0) {
      return array;
    }
    if (last >= static_cast<std::uint64_t>(tensor.storage->count)) {
      refuse("'" + name + "' reaches beyond its numbers");
    }
    const std::vector<std::byte>& source = storage(name, *tensor.storage);
    // A stride of 0 repeats numbers: a small file could ask for any amount of memory.
    m_decoded += size;
    if (m_decoded > (std::uint64_t{64} << 20U) + 8 * m_stored) {
      refuse("'" + name + "' repeats its numbers to an absurd size");
    }
    array.bytes.resize(size);
    copy(tensor, source.data() + static_cast<std::uint64_t>(tensor.offset) * width, width, array.bytes);
    return array;
  }

private:
  const std::vector<std::byte>& storage(const std::string& name, const PickleStorage& wanted) {
    const auto found = m_storages.find(wanted.key);
    const std::vector<std::byte>& bytes =
        found != m_storages.end()
            ? found->second
            : m_storages.emplace(wanted.key, m_readStorage(wanted.key, kMaxStorage - m_stored)).first->second;
    if (found == m_storages.end()) {
      m_stored += bytes.size();
    }
    std::uint64_t needed = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(wanted.count), std::uint64_t{byteSize(wanted.type)},
                               &needed) ||
        needed > bytes.size()) {
      refuse("the numbers of '" + name + "' are cut short");
    }
    return bytes;
  }

  static void copy(const PickleTensor& tensor, const std::byte* source, std::uint64_t width,
                   std::vector<std::byte>& out) {
    // The innermost dimensions that lie as they should are copied in one piece.
    std::size_t outer = tensor.shape.size();
    std::uint64_t block = 1;
    while (outer > 0 &&
           (tensor.shape[outer - 1] == 1 || static_cast<std::uint64_t>(tensor.strides[outer - 1]) == block)) {
      block *= static_cast<std::uint64_t>(tensor.shape[outer - 1]);
      --outer;
    }
    std::vector<std::int64_t> index(outer, 0);
    std::byte* target = out.data();
    std::byte* const end = target + out.size();
    const std::uint64_t size = block * width;
    while (target != end) {
      std::uint64_t from = 0;
      for (std::size_t i = 0; i < outer; ++i) {
        from += static_cast<std::uint64_t>(index[i] * tensor.strides[i]);
      }
      std::memcpy(target, source + from * width, size);
      target += size;
      for (std::size_t i = outer; i-- > 0;) {
        if (++index[i] < tensor.shape[i]) {
          break;
        }
        index[i] = 0;
      }
    }
  }

  const StorageReader& m_readStorage;
  std::map<std::string, std::vector<std::byte>, std::less<>> m_storages;
  std::uint64_t m_stored = 0;
  std::uint64_t m_decoded = 0;
};

/// What wrappers put before all names: torch.nn.DataParallel and torch.compile.
void stripCommonPrefix(StateDict& state, std::string_view prefix) {
  const bool common = !state.empty() && std::all_of(state.begin(), state.end(), [prefix](const NamedArray& array) {
    return array.name.size() > prefix.size() && array.name.starts_with(prefix);
  });
  if (common) {
    for (NamedArray& array : state) {
      array.name.erase(0, prefix.size());
    }
  }
}

/// Turns the description of the model into JSON. Bounded in depth and number: values may refer to each other in
/// circles.
class DescriptionDecoder {
public:
  explicit DescriptionDecoder(const StorageReader& readStorage) : m_tensors(readStorage) {}

  nlohmann::json decode(const PickleValue& value, int depth = 0) {
    if (depth > 8 || --m_budget < 0) {
      refuse("its description of the model is nested or large beyond reason");
    }
    if (const auto* flag = value.as<bool>()) {
      return *flag;
    }
    if (const auto* number = value.as<std::int64_t>()) {
      return *number;
    }
    if (const auto* number = value.as<double>()) {
      return *number;
    }
    if (const auto* text = value.as<std::string>()) {
      return *text;
    }
    if (const auto* items = value.as<PickleList>()) {
      return list(items->items, depth);
    }
    if (const auto* items = value.as<PickleTuple>()) {
      return list(items->items, depth);
    }
    if (const auto* tensor = value.as<PickleTensor>()) {
      return numbers(*tensor);
    }
    if (const auto* dict = value.as<PickleDict>()) {
      auto json = nlohmann::json::object();
      for (const auto& [key, item] : dict->items) {
        const auto* name = key->as<std::string>();
        if (name == nullptr) {
          refuse("its description of the model has a key that is not text");
        }
        json[*name] = decode(*item, depth + 1);
      }
      return json;
    }
    return nullptr;
  }

private:
  nlohmann::json list(const std::vector<PickleValue*>& items, int depth) {
    auto json = nlohmann::json::array();
    for (const PickleValue* item : items) {
      json.push_back(decode(*item, depth + 1));
    }
    return json;
  }

  nlohmann::json numbers(const PickleTensor& tensor) {
    const NamedArray array = m_tensors.decode("meta", tensor);
    m_budget -= static_cast<int>(std::min<std::size_t>(array.elementCount(), kBudget + 1));
    if (m_budget < 0 || array.shape.size() > 1) {
      refuse("its description of the model holds a tensor beyond reason");
    }
    std::vector<double> values(array.elementCount());
    if (values.empty()) {
      return nlohmann::json::array();
    }
    if (array.type == DType::Float64) {
      std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    } else {
      const std::vector<float> rounded = toFloat(array);
      std::copy(rounded.begin(), rounded.end(), values.begin());
    }
    return array.shape.empty() ? nlohmann::json(values.at(0)) : nlohmann::json(values);
  }

  static constexpr int kBudget = 10'000;

  Decoder m_tensors;
  int m_budget = kBudget;
};

} // namespace

namespace {

/// `decode` makes an array of a name and a tensor.
template <typename Decode> StateDict collectState(const Pickle& pickle, Decode decode) {
  StateDict state;
  std::set<std::string_view> seen;
  for (const auto& [key, value] : stateOf(pickle).items) {
    const auto* name = key->as<std::string>();
    if (name == nullptr) {
      refuse("its state dict has a key that is not text. Save model.state_dict() with torch.save");
    }
    const auto* tensor = value->as<PickleTensor>();
    if (tensor == nullptr) {
      refuse("its entry '" + name->substr(0, 80) + "' is not a tensor. Save model.state_dict() with torch.save");
    }
    if (!seen.insert(*name).second) {
      refuse("the tensor '" + name->substr(0, 80) + "' occurs twice");
    }
    state.push_back(decode(*name, *tensor));
  }
  if (state.empty()) {
    refuse("its state dict is empty. Save model.state_dict() with torch.save");
  }
  stripCommonPrefix(state, "module.");
  stripCommonPrefix(state, "_orig_mod.");
  return state;
}

} // namespace

StateDict decodeState(const Pickle& pickle, const StorageReader& readStorage) {
  Decoder decoder(readStorage);
  return collectState(
      pickle, [&decoder](const std::string& name, const PickleTensor& tensor) { return decoder.decode(name, tensor); });
}

StateDict decodeShapes(const Pickle& pickle) {
  return collectState(pickle, [](const std::string& name, const PickleTensor& tensor) {
    return NamedArray{name, tensor.storage->type, tensor.shape, {}};
  });
}

nlohmann::json decodeDescription(const Pickle& pickle, const StorageReader& readStorage) {
  const PickleValue* meta = find(rootDict(pickle), "meta");
  return meta == nullptr ? nlohmann::json() : DescriptionDecoder(readStorage).decode(*meta);
}

} // namespace mien::detail
