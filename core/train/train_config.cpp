#include "core/train/train_config.h"

#include "core/common/error.h"
#include "core/common/named_values.h"
#include "core/common/text/json_text.h"
#include "core/model/model_hints.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <set>
#include <type_traits>
#include <utility>

namespace mien {

namespace {

constexpr NamedValues<OptimizerKind, 3> kOptimizers{
    {{"adamw", OptimizerKind::AdamW}, {"adam", OptimizerKind::Adam}, {"sgd", OptimizerKind::Sgd}}};
constexpr NamedValues<ScheduleKind, 3> kSchedules{
    {{"one-cycle", ScheduleKind::OneCycle}, {"cosine", ScheduleKind::Cosine}, {"constant", ScheduleKind::Constant}}};
constexpr NamedValues<BalanceKind, 3> kBalances{
    {{"none", BalanceKind::None}, {"class-weights", BalanceKind::ClassWeights}, {"sampling", BalanceKind::Sampling}}};

void require(bool holds, const Message& message) {
  if (!holds) {
    throw Error(ErrorKind::BadArgument, message);
  }
}

bool within(double value, double low, double high) { return std::isfinite(value) && value >= low && value <= high; }

/// Reads the settings of one JSON object and remembers which it knew.
class Reader {
public:
  Reader(const nlohmann::json& json, std::string where) : m_json(json), m_where(std::move(where)) {
    if (!json.is_object()) {
      throw Error(ErrorKind::BadData, Message("{where} is not a JSON object", {{"where", m_where}}));
    }
  }

  template <typename Value> void read(const char* key, Value& value) {
    m_known.insert(key);
    const auto found = m_json.find(key);
    if (found == m_json.end()) {
      return;
    }
    if (!fits<Value>(*found)) {
      throw Error(ErrorKind::BadData, Message("{where}: setting \"{key}\" cannot be {value}",
                                              {{"where", m_where}, {"key", key}, {"value", found->dump()}}));
    }
    found->get_to(value);
  }

  /// The name of a file, as putName() wrote it.
  void readFileName(const std::string& key, std::string& value) {
    std::string bytes;
    read((key + "_bytes").c_str(), bytes);
    read(key.c_str(), value);
    if (m_json.contains(key)) {
      value = takeName(m_json, key);
    }
  }

  template <typename Value, typename Parse> void readName(const char* key, Value& value, Parse parse) {
    std::string text;
    read(key, text);
    if (text.empty()) {
      return;
    }
    const auto parsed = parse(text);
    if (!parsed) {
      throw Error(ErrorKind::BadData, Message("{where}: setting \"{key}\" cannot be \"{text}\"",
                                              {{"where", m_where}, {"key", key}, {"text", text}}));
    }
    value = *parsed;
  }

  [[nodiscard]] const nlohmann::json* object(const char* key) {
    m_known.insert(key);
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
  }

  void finish() const {
    for (const auto& item : m_json.items()) {
      if (!m_known.contains(item.key())) {
        throw Error(ErrorKind::BadData, Message("{where}: unknown setting \"{key}\"; remove it or mend its name",
                                                {{"where", m_where}, {"key", item.key()}}));
      }
    }
  }

private:
  /// Stricter than the JSON library, which would cut 3.7 to 3, wrap -1 round and take true for 1.
  template <typename Value> static bool fits(const nlohmann::json& json) {
    if constexpr (std::is_same_v<Value, bool>) {
      return json.is_boolean();
    } else if constexpr (std::is_integral_v<Value>) {
      return json.is_number_unsigned() ? std::in_range<Value>(json.get<std::uint64_t>())
                                       : json.is_number_integer() && std::in_range<Value>(json.get<std::int64_t>());
    } else if constexpr (std::is_floating_point_v<Value>) {
      return json.is_number();
    } else {
      return json.is_string();
    }
  }

  const nlohmann::json& m_json;
  std::string m_where;
  std::set<std::string> m_known;
};

} // namespace

std::string_view optimizerName(OptimizerKind kind) { return nameOf(kOptimizers, kind); }
std::string_view scheduleName(ScheduleKind kind) { return nameOf(kSchedules, kind); }
std::string_view balanceName(BalanceKind kind) { return nameOf(kBalances, kind); }
std::optional<OptimizerKind> parseOptimizer(std::string_view text) { return valueOf(kOptimizers, text); }
std::optional<ScheduleKind> parseSchedule(std::string_view text) { return valueOf(kSchedules, text); }
std::optional<BalanceKind> parseBalance(std::string_view text) { return valueOf(kBalances, text); }

int TrainConfig::epochs() const {
  int total = 0;
  for (const SizeStage& stage : sizes) {
    total += stage.epochs;
  }
  return total;
}

int TrainConfig::sizeOfEpoch(int epoch) const {
  for (const SizeStage& stage : sizes) {
    if (epoch < stage.epochs) {
      return stage.size;
    }
    epoch -= stage.epochs;
  }
  return sizes.back().size;
}

std::vector<SizeStage> parseSizes(const std::string& text) {
  std::vector<SizeStage> stages;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto number = [&](int& value) {
    const auto [next, problem] = std::from_chars(at, end, value);
    at = next;
    return problem == std::errc{};
  };
  bool good = true;
  while (good) {
    SizeStage stage;
    good = number(stage.size) && at != end && *at++ == ':' && number(stage.epochs) && stage.epochs > 0;
    stages.push_back(stage);
    if (!good || at == end) {
      break;
    }
    good = *at++ == ',';
  }
  require(good, Message("sizes \"{text}\" are not of the form SIZE:EPOCHS,SIZE:EPOCHS, for example 48:6,64:4",
                        {{"text", text}}));
  return stages;
}

std::string formatSizes(const std::vector<SizeStage>& sizes) {
  std::string text;
  for (const SizeStage& stage : sizes) {
    text += (text.empty() ? "" : ",") + std::to_string(stage.size) + ":" + std::to_string(stage.epochs);
  }
  return text;
}

void validate(const TrainConfig& c) {
  require(c.classes == 7 || c.classes == 8, Message("classes must be 7 or 8"));
  validate(c.cut);
  require(!c.sizes.empty(), Message("sizes must have at least one stage, for example 48:10"));
  for (const SizeStage& stage : c.sizes) {
    require(stage.size >= 48 && stage.size <= 300, Message("a size must be between 48 and 300 px"));
    require(stage.epochs >= 1 && stage.epochs <= 10000, Message("a stage must have between 1 and 10000 epochs"));
  }
  require(c.batch >= 2 && c.batch <= 4096, Message("batch must be between 2 and 4096"));
  require(c.replicas >= 0 && c.replicas <= 256, Message("replicas must be between 1 and 256, or 0 for one a core"));
  require(within(c.learningRate, 1e-8, 10), Message("the learning rate must be between 1e-8 and 10"));
  require(within(c.warmup, 0, 0.9), Message("warmup must be between 0 and 0.9 of the steps"));
  require(within(c.weightDecay, 0, 10), Message("weight decay must be between 0 and 10"));
  require(within(c.labelSmoothing, 0, 0.9), Message("label smoothing must be between 0 and 0.9"));
  require(within(c.mixup, 0, 10), Message("mixup must be between 0 and 10"));
  require(within(c.ema, 0, 0.99999), Message("ema must be 0 or a decay below 1, for example 0.998"));
  require(within(c.clip, 0, 1e6), Message("clip must not be negative"));
  require(within(c.dropout, 0, 0.9), Message("dropout must be between 0 and 0.9"));
  require(within(c.stochasticDepth, 0, 0.9), Message("stochastic depth must be between 0 and 0.9"));
  require(within(c.augment.strength, 0, 4), Message("augmentation strength must be between 0 and 4"));
  require(within(c.augment.rotation, 0, 180), Message("rotation must be between 0 and 180 degrees"));
  require(within(c.augment.scale, 0, 0.9), Message("scale must be between 0 and 0.9"));
  require(within(c.augment.shift, 0, 0.9), Message("shift must be between 0 and 0.9 of the side"));
  require(within(c.augment.brightness, 0, 1), Message("brightness must be between 0 and 1"));
  require(within(c.augment.contrast, 0, 1), Message("contrast must be between 0 and 1"));
  require(within(c.augment.erasing, 0, 1), Message("erasing must be between 0 and 1"));
  if (!c.initLabels.empty()) {
    require(!c.init.empty(), Message("label names say the order of a weights file to start from: give it with --init"));
    (void)parseLabelNames(c.initLabels);
  }
  require(c.patience >= 0 && c.freezeEpochs >= 0, Message("patience and freeze epochs must not be negative"));
  require(within(c.checkpointMinutes, 0.001, 1e6), Message("checkpoint minutes must be positive"));
}

nlohmann::ordered_json toJson(const TrainConfig& c) {
  nlohmann::ordered_json augment;
  augment["strength"] = c.augment.strength;
  augment["flip"] = c.augment.flip;
  augment["rotation"] = c.augment.rotation;
  augment["scale"] = c.augment.scale;
  augment["shift"] = c.augment.shift;
  augment["brightness"] = c.augment.brightness;
  augment["contrast"] = c.augment.contrast;
  augment["erasing"] = c.augment.erasing;

  nlohmann::ordered_json json;
  putName(json, "name", c.name);
  putName(json, "data", c.data);
  json["valid_share"] = c.cut.share;
  json["split_seed"] = c.cut.seed;
  json["classes"] = c.classes;
  json["head"] = headName(c.head);
  json["labels"] = labelPolicyName(c.labels);
  json["sizes"] = formatSizes(c.sizes);
  json["batch"] = c.batch;
  json["optimizer"] = optimizerName(c.optimizer);
  json["schedule"] = scheduleName(c.schedule);
  json["learning_rate"] = c.learningRate;
  json["warmup"] = c.warmup;
  json["weight_decay"] = c.weightDecay;
  json["label_smoothing"] = c.labelSmoothing;
  json["balance"] = balanceName(c.balance);
  json["mixup"] = c.mixup;
  json["ema"] = c.ema;
  json["clip"] = c.clip;
  json["patience"] = c.patience;
  json["dropout"] = c.dropout;
  json["stochastic_depth"] = c.stochasticDepth;
  json["augment"] = augment;
  putName(json, "init", c.init);
  if (!c.initLabels.empty()) {
    json["init_labels"] = c.initLabels;
  }
  json["freeze_epochs"] = c.freezeEpochs;
  json["replicas"] = c.replicas;
  json["seed"] = c.seed;
  json["checkpoint_minutes"] = c.checkpointMinutes;
  return json;
}

TrainConfig trainConfigFromJson(const nlohmann::json& json) {
  TrainConfig c;
  Reader reader(json, "config");
  reader.readFileName("name", c.name);
  reader.readFileName("data", c.data);
  reader.read("valid_share", c.cut.share);
  reader.read("split_seed", c.cut.seed);
  reader.read("classes", c.classes);
  reader.readName("head", c.head, parseHead);
  reader.readName("labels", c.labels, parseLabelPolicy);
  std::string sizes;
  reader.read("sizes", sizes);
  if (!sizes.empty()) {
    c.sizes = parseSizes(sizes);
  }
  reader.read("batch", c.batch);
  reader.readName("optimizer", c.optimizer, parseOptimizer);
  reader.readName("schedule", c.schedule, parseSchedule);
  reader.read("learning_rate", c.learningRate);
  reader.read("warmup", c.warmup);
  reader.read("weight_decay", c.weightDecay);
  reader.read("label_smoothing", c.labelSmoothing);
  reader.readName("balance", c.balance, parseBalance);
  reader.read("mixup", c.mixup);
  reader.read("ema", c.ema);
  reader.read("clip", c.clip);
  reader.read("patience", c.patience);
  reader.read("dropout", c.dropout);
  reader.read("stochastic_depth", c.stochasticDepth);
  if (const nlohmann::json* augment = reader.object("augment")) {
    Reader inner(*augment, "config: augment");
    inner.read("strength", c.augment.strength);
    inner.read("flip", c.augment.flip);
    inner.read("rotation", c.augment.rotation);
    inner.read("scale", c.augment.scale);
    inner.read("shift", c.augment.shift);
    inner.read("brightness", c.augment.brightness);
    inner.read("contrast", c.augment.contrast);
    inner.read("erasing", c.augment.erasing);
    inner.finish();
  }
  reader.readFileName("init", c.init);
  reader.read("init_labels", c.initLabels);
  reader.read("freeze_epochs", c.freezeEpochs);
  reader.read("replicas", c.replicas);
  reader.read("seed", c.seed);
  reader.read("checkpoint_minutes", c.checkpointMinutes);
  reader.finish();
  return c;
}

} // namespace mien
