#include "core/model/model_info.h"

#include "core/common/error.h"
#include "core/common/named_values.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <set>

namespace mien {

namespace {

[[noreturn]] void refuse(const Message& problem) {
  throw Error(
      ErrorKind::BadData,
      Message("The model's description cannot be used: {problem}. Save the model again with a correct \"meta\" entry.",
              {{"problem", problem}}));
}

const nlohmann::json& need(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) {
    refuse(Message("\"{key}\" is missing", {{"key", key}}));
  }
  return *found;
}

int readInt(const nlohmann::json& json, const char* key) {
  const nlohmann::json& value = need(json, key);
  if (!value.is_number_integer() || value < std::numeric_limits<int>::min() ||
      value > std::numeric_limits<int>::max()) {
    refuse(Message("\"{key}\" is not a whole number", {{"key", key}}));
  }
  return value.get<int>();
}

std::string readText(const nlohmann::json& json, const char* key) {
  const nlohmann::json& value = need(json, key);
  if (!value.is_string()) {
    refuse(Message("\"{key}\" is not text", {{"key", key}}));
  }
  return value.get<std::string>();
}

std::vector<float> readFloats(const nlohmann::json& json, const char* key) {
  const nlohmann::json& value = need(json, key);
  if (!value.is_array()) {
    refuse(Message("\"{key}\" is not a list of numbers", {{"key", key}}));
  }
  std::vector<float> numbers;
  for (const nlohmann::json& item : value) {
    // Checked before the conversion, which is undefined for doubles beyond float's range.
    if (!item.is_number() || !(std::abs(item.get<double>()) <= 1e6)) {
      refuse(Message("\"{key}\" holds something that is not a number from -1e6 to 1e6", {{"key", key}}));
    }
    numbers.push_back(item.get<float>());
  }
  return numbers;
}

std::vector<std::string> readLabels(const nlohmann::json& json) {
  const nlohmann::json& value = need(json, "labels");
  if (!value.is_array()) {
    refuse(Message("\"labels\" is not a list of names"));
  }
  std::vector<std::string> labels;
  for (const nlohmann::json& item : value) {
    if (!item.is_string()) {
      refuse(Message("\"labels\" holds something that is not text"));
    }
    labels.push_back(item.get<std::string>());
  }
  return labels;
}

std::map<std::string, double> readMetrics(const nlohmann::json& json) {
  if (!json.is_object()) {
    refuse(Message("\"metrics\" is not a table of numbers"));
  }
  std::map<std::string, double> metrics;
  for (const auto& [name, value] : json.items()) {
    // JSON text has no "not a number" and writes null instead.
    if (!value.is_number() && !value.is_null()) {
      refuse(Message("the metric \"{name}\" is not a number", {{"name", shownText(name)}}));
    }
    metrics[shownText(name)] = value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
  }
  return metrics;
}

} // namespace

std::string_view headName(HeadKind head) { return head == HeadKind::Linear ? "linear" : "mlp"; }

std::optional<HeadKind> parseHead(std::string_view text) {
  for (const HeadKind head : {HeadKind::Linear, HeadKind::Mlp}) {
    if (text == headName(head)) {
      return head;
    }
  }
  return std::nullopt;
}

std::string_view assumedFieldName(AssumedField what) {
  constexpr NamedValues<AssumedField, 3> kNames{{{"labels", AssumedField::Labels},
                                                 {"input_size", AssumedField::InputSize},
                                                 {"normalisation", AssumedField::Normalisation}}};
  return nameOf(kNames, what);
}

void validate(const ModelInfo& info) {
  if (info.labels.size() < 7 || info.labels.size() > 1000) {
    refuse(Message("it has {count} labels instead of 7 to 1000", {{"count", info.labels.size()}}));
  }
  std::set<std::string_view> seen;
  for (const std::string& label : info.labels) {
    if (label.empty()) {
      refuse(Message("a label is empty"));
    }
    if (shownText(label) != label) {
      refuse(Message("a label holds a line break or another control character, or is no UTF-8"));
    }
    if (!seen.insert(label).second) {
      refuse(Message("the label \"{label}\" occurs twice", {{"label", label}}));
    }
  }
  if (info.inputSize < 32 || info.inputSize > 600) {
    refuse(Message("the input size is {inputSize} px instead of 32 to 600", {{"inputSize", info.inputSize}}));
  }
  if (info.channels != 1) {
    refuse(Message("it wants {channels} channels; Mien feeds grey images, 1 channel", {{"channels", info.channels}}));
  }
  if (!(info.temperature >= 0.01 && info.temperature <= 100)) {
    refuse(Message("the temperature is not a number from 0.01 to 100"));
  }
  const auto channels = static_cast<std::size_t>(info.channels);
  if (info.mean.size() != channels || info.deviation.size() != channels) {
    refuse(Message("\"mean\" and \"std\" do not hold one number a channel"));
  }
  for (std::size_t channel = 0; channel < channels; ++channel) {
    if (!std::isfinite(info.mean[channel])) {
      refuse(Message("\"mean\" is not a finite number"));
    }
    if (!std::isfinite(info.deviation[channel]) || info.deviation[channel] <= 0.0F) {
      refuse(Message("\"std\" is not a finite number above 0"));
    }
  }
}

nlohmann::json toJson(const ModelInfo& info) {
  nlohmann::json json = {{"labels", info.labels},           {"input_size", info.inputSize},
                         {"channels", info.channels},       {"mean", info.mean},
                         {"std", info.deviation},           {"head", std::string(headName(info.head))},
                         {"temperature", info.temperature}, {"dataset", info.dataset},
                         {"metrics", info.metrics},         {"version", info.version}};
  if (info.trainingData) {
    json["training_data"] = toJson(*info.trainingData);
  }
  return json;
}

ModelInfo modelInfoFromJson(const nlohmann::json& json) {
  if (!json.is_object()) {
    refuse(Message("it is not a table"));
  }
  ModelInfo info;
  info.labels = readLabels(json);
  info.inputSize = readInt(json, "input_size");
  info.channels = readInt(json, "channels");
  info.mean = readFloats(json, "mean");
  info.deviation = readFloats(json, "std");
  const std::string head = readText(json, "head");
  const std::optional<HeadKind> kind = parseHead(head);
  if (!kind) {
    refuse(Message("the head \"{head}\" is unknown (known: linear, mlp)", {{"head", shownText(head)}}));
  }
  info.head = *kind;
  if (json.contains("temperature")) {
    const nlohmann::json& value = json["temperature"];
    if (!value.is_number()) {
      refuse(Message("\"temperature\" is not a number"));
    }
    info.temperature = value.get<double>();
  }
  if (json.contains("dataset")) {
    info.dataset = shownText(readText(json, "dataset"));
  }
  if (json.contains("training_data")) {
    info.trainingData = datasetFingerprintFromJson(json["training_data"]);
  }
  if (json.contains("metrics")) {
    info.metrics = readMetrics(json["metrics"]);
  }
  if (json.contains("version")) {
    info.version = shownText(readText(json, "version"));
  }
  validate(info);
  return info;
}

} // namespace mien
