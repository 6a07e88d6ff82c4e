#include "core/weights/detail/weights_decoder.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/detail/state_finder.h"
#include "core/weights/detail/tensor_names.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <string_view>

namespace mien::detail {

namespace {

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

/// Turns the description of the model into JSON. Bounded in depth, number and bytes read: values may refer to each
/// other in circles. What is beyond that is refused (`strict`) or null.
class DescriptionDecoder {
public:
  DescriptionDecoder(const StorageReader& readStorage, bool strict)
      : m_tensors(readStorage, kMaxNumbers), m_strict(strict) {}

  nlohmann::json decode(const PickleValue& value, int depth = 0) {
    if (depth > 8 || --m_budget < 0) {
      return nothing("is nested or large beyond reason");
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
      return decode(*dict, depth);
    }
    return nullptr;
  }

  nlohmann::json decode(const PickleDict& dict, int depth = 0) {
    auto json = nlohmann::json::object();
    for (const auto& [key, item] : dict.items) {
      if (exhausted()) {
        break;
      }
      if (const auto* name = key->as<std::string>()) {
        json[*name] = decode(*item, depth + 1);
      } else if (const auto* number = key->as<std::int64_t>()) { // {0: "anger", ...}
        json[std::to_string(*number)] = decode(*item, depth + 1);
      } else if (m_strict) {
        refuse(Message("its description of the model has a key that is not text. Save it again"));
      }
    }
    return json;
  }

  /// Then something is missing in what decode() gave.
  [[nodiscard]] bool exhausted() const { return m_budget < 0; }

private:
  nlohmann::json list(const std::vector<PickleValue*>& items, int depth) {
    auto json = nlohmann::json::array();
    for (const PickleValue* item : items) {
      if (exhausted()) {
        break;
      }
      json.push_back(decode(*item, depth + 1));
    }
    return json;
  }

  nlohmann::json nothing(const char* problem) const {
    if (m_strict) {
      refuse(Message("its description of the model {problem}. Save it again", {{"problem", problem}}));
    }
    return nullptr;
  }

  nlohmann::json numbers(const PickleTensor& tensor) {
    // Its size is looked at before anything is read: lists of models peek at many files.
    const std::int64_t count = tensor.shape.empty() ? 1 : tensor.shape.front();
    if (tensor.shape.size() > 1 || count < 0 || count > m_budget) {
      return nothing("holds a tensor beyond reason");
    }
    m_budget -= static_cast<int>(count);
    if (!m_strict && tensor.storage->count > kBudget) {
      return nullptr;
    }
    const NamedArray array = m_tensors.decode("meta", tensor);
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
  static constexpr std::uint64_t kMaxNumbers = std::uint64_t{1} << 20U;

  TensorDecoder m_tensors;
  bool m_strict;
  int m_budget = kBudget;
};

/// `decode` makes an array of a name and a tensor.
DecodedState collectState(const Pickle& pickle,
                          const std::function<NamedArray(const std::string&, const PickleTensor&)>& decode) {
  FoundState found = findState(*pickle.root);
  DecodedState decoded{{}, std::move(found.remarks)};
  std::set<std::string_view> seen;
  for (const auto& [key, value] : found.state->items) {
    const auto* name = key->as<std::string>();
    if (name == nullptr) {
      refuse(Message("its state dict has a key that is not text. Save model.state_dict() with torch.save"));
    }
    const std::string shown = "'" + shownText(name->substr(0, 80)) + "'";
    const auto* tensor = value->as<PickleTensor>();
    if (tensor == nullptr) {
      const auto* foreign = value->as<PickleForeign>();
      refuse(Message("its entry {file} is not a tensor{name}. Save model.state_dict() with torch.save",
                     {{"file", shown},
                      {"name", foreign != nullptr ? Message(" but '{name}'", {{"name", shownText(foreign->name)}})
                                                  : Message("")}}));
    }
    if (!seen.insert(*name).second) {
      refuse(Message("the tensor {file} occurs twice. Save model.state_dict() with torch.save", {{"file", shown}}));
    }
    if (*name == "n_averaged" && tensor->shape.empty()) {
      continue; // torch.optim.swa_utils counts its steps there
    }
    decoded.state.push_back(decode(*name, *tensor));
  }
  if (decoded.state.empty()) {
    refuse(Message("its state dict is empty. Save model.state_dict() with torch.save"));
  }
  std::ranges::move(stripNamePrefixes(decoded.state), std::back_inserter(decoded.remarks));
  return decoded;
}

/// The "meta" that saveWeights() wrote; other programs use the word for other things.
const PickleDict* ownDescription(const Pickle& pickle) {
  const auto* root = pickle.root->as<PickleDict>();
  const PickleValue* meta = root != nullptr ? find(*root, "meta") : nullptr;
  const auto* table = meta != nullptr ? meta->as<PickleDict>() : nullptr;
  return table != nullptr && find(*table, "labels") != nullptr && find(*table, "head") != nullptr ? table : nullptr;
}

} // namespace

DecodedState decodeState(const Pickle& pickle, const StorageReader& readStorage) {
  TensorDecoder decoder(readStorage);
  return collectState(
      pickle, [&decoder](const std::string& name, const PickleTensor& tensor) { return decoder.decode(name, tensor); });
}

DecodedState decodeShapes(const Pickle& pickle) {
  return collectState(pickle, [](const std::string& name, const PickleTensor& tensor) {
    return NamedArray{name, tensor.storage->type, tensor.shape, {}};
  });
}

nlohmann::json decodeDescription(const Pickle& pickle, const StorageReader& readStorage) {
  const PickleDict* table = ownDescription(pickle);
  return table == nullptr ? nlohmann::json() : DescriptionDecoder(readStorage, /*strict=*/true).decode(*table);
}

WeightsMetadata decodeMetadata(const Pickle& pickle, const StorageReader& readStorage) {
  const auto* root = pickle.root->as<PickleDict>();
  auto table = nlohmann::json::object();
  if (root != nullptr && ownDescription(pickle) == nullptr) {
    for (const auto& [key, ignored] : root->items) {
      const auto* name = key->as<std::string>();
      if (name != nullptr && isMetadataKey(*name) && !table.contains(*name)) {
        DescriptionDecoder decoder(readStorage, /*strict=*/false);
        nlohmann::json value = decoder.decode(*find(*root, *name));
        table[*name] = decoder.exhausted() ? nlohmann::json() : std::move(value);
      }
    }
  }
  return findMetadata(table);
}

} // namespace mien::detail
