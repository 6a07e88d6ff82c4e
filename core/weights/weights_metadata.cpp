#include "core/weights/weights_metadata.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace mien {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 20> kClassKeys{
    "class_to_idx",   "class_to_index", "idx_to_class",  "index_to_class", "label_to_idx", "idx_to_label", "label2id",
    "id2label",       "label_map",      "label_mapping", "classes",        "class_names",  "label_names",  "labels",
    "emotion_labels", "emotions",       "names",         "categories",     "vocab",        "CLASSES"};
constexpr std::array<std::string_view, 6> kSizeKeys{"input_size", "img_size", "image_size",
                                                    "imgsz",      "image_sz", "resolution"};
constexpr std::array<std::string_view, 13> kTables{
    "meta", "hyper_parameters", "hparams",        "config",      "cfg",     "args", "opt", "options",
    "info", "dataset_meta",     "pretrained_cfg", "default_cfg", "metadata"};

template <std::size_t Count> bool isOneOf(const std::array<std::string_view, Count>& names, std::string_view text) {
  return std::ranges::find(names, text) != names.end();
}

[[noreturn]] void refuse(const Message& problem) {
  throw Error(ErrorKind::BadData,
              Message("{problem}. Correct that in Python, or save model.state_dict() alone and say the labels yourself",
                      {{"problem", problem}}));
}

/// Number of a class: a whole number, or a text that is one.
std::optional<long long> indexIn(const json& value) {
  if (value.is_number_integer()) {
    return value.get<long long>();
  }
  return value.is_string() ? parseInteger(value.get_ref<const std::string&>()) : std::nullopt;
}

/// Names by number, out of {"anger": 0, ...} or {"0": "anger", ...}; nothing where it is neither.
std::optional<std::map<long long, std::string>> numbered(const json& table) {
  std::map<long long, std::string> names;
  for (const auto& [key, value] : table.items()) {
    const std::optional<long long> ofKey = parseInteger(key);
    if (ofKey && value.is_string()) {
      names.emplace(*ofKey, value.get<std::string>());
    } else if (const auto ofValue = indexIn(value)) {
      if (!names.emplace(*ofValue, key).second) {
        return std::map<long long, std::string>{}; // two classes with one number
      }
    } else {
      return std::nullopt;
    }
  }
  return names;
}

/// The class names that a value gives; nothing where it is something else (a number of classes, say).
std::vector<std::string> namesIn(const std::string& key, const json& value) {
  std::vector<std::string> names;
  if (value.is_object() && !value.empty()) {
    const auto byNumber = numbered(value);
    if (!byNumber) {
      return {};
    }
    for (const auto& [number, name] : *byNumber) {
      if (number != static_cast<long long>(names.size())) {
        refuse(Message("its \"{key}\" does not number the classes from 0 on without gaps", {{"key", shownText(key)}}));
      }
      names.push_back(name);
    }
    if (names.empty()) {
      refuse(Message("its \"{key}\" gives two classes one number", {{"key", shownText(key)}}));
    }
  } else if (value.is_array() && std::ranges::all_of(value, [](const json& item) { return item.is_string(); })) {
    names = value.get<std::vector<std::string>>();
  }
  std::set<std::string_view> seen(names.begin(), names.end());
  return seen.size() == names.size() ? names : std::vector<std::string>{};
}

std::optional<int> sizeIn(const json& value) {
  const json& side = value.is_array() && !value.empty() ? value.back() : value; // [3, height, width]
  if (!side.is_number_integer() || side < 1 || side > 10'000) {
    return std::nullopt;
  }
  return side.get<int>();
}

/// One number or three, in units of a pixel from 0 to 1.
std::vector<double> colourNumbers(const json& value) {
  const json list = value.is_array() ? value : json::array({value});
  if ((list.size() != 1 && list.size() != 3) || !std::ranges::all_of(list, [](const json& number) {
        return number.is_number() && number.get<double>() >= 0 && number.get<double>() <= 1;
      })) {
    return {};
  }
  return list.get<std::vector<double>>();
}

void collect(const json& table, WeightsMetadata& notes, std::string& classesFrom, int depth) {
  for (const auto& [key, value] : table.items()) {
    if (isOneOf(kClassKeys, key)) {
      const std::vector<std::string> names = namesIn(key, value);
      if (!names.empty() && !notes.classNames.empty() && names != notes.classNames) {
        refuse(Message("its \"{classesFrom}\" and its \"{key}\" name different classes",
                       {{"classesFrom", shownText(classesFrom)}, {"key", shownText(key)}}));
      }
      if (!names.empty()) {
        notes.classNames = names;
        classesFrom = key;
      }
    } else if (isOneOf(kSizeKeys, key) && !notes.inputSize) {
      notes.inputSize = sizeIn(value);
    } else if (key == "mean" && notes.mean.empty()) {
      notes.mean = colourNumbers(value);
    } else if (key == "std" && notes.deviation.empty()) {
      notes.deviation = colourNumbers(value);
    }
  }
  for (const auto& [key, value] : table.items()) {
    if (depth < 2 && value.is_object() && isOneOf(kTables, key)) {
      collect(value, notes, classesFrom, depth + 1);
    }
  }
}

} // namespace

WeightsMetadata findMetadata(const json& table) {
  WeightsMetadata notes;
  std::string classesFrom;
  if (table.is_object()) {
    collect(table, notes, classesFrom, 0);
  }
  return notes;
}

bool isMetadataKey(const std::string& key) {
  return isOneOf(kClassKeys, key) || isOneOf(kSizeKeys, key) || isOneOf(kTables, key) || key == "mean" || key == "std";
}

} // namespace mien
