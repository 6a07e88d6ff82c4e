#pragma once

#include "core/data/augment.h"
#include "core/data/label_policy.h"
#include "core/data/validation_holdout.h"
#include "core/model/model_info.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace mien {

enum class OptimizerKind {
  AdamW, ///< Loshchilov & Hutter 2019
  Adam,  ///< Kingma & Ba 2015; weight decay joins the gradient
  Sgd,   ///< with Nesterov momentum 0.9 (Sutskever et al. 2013)
};

enum class ScheduleKind {
  OneCycle, ///< up to the peak over 30 % of the steps, down to peak/10,000; cosine both ways (Smith & Topin 2018)
  Cosine,   ///< linear warm-up over `warmup` of the steps, then a half cosine to 0 (Loshchilov & Hutter 2017)
  Constant,
};

enum class BalanceKind {
  None,
  ClassWeights, ///< loss x (mean class frequency / frequency of the image's class)^0.5
  Sampling,     ///< images drawn with replacement, every class equally often
};

/// Train `epochs` epochs at `size` px.
struct SizeStage {
  int size = 48;
  int epochs = 10;
};

/// Everything that decides the outcome of a training, and nothing else.
struct TrainConfig {
  std::string name;      ///< of the run folder
  std::string data;      ///< the data set's folder, for the record
  int classes = 8;       ///< 7 or 8
  ValidationHoldout cut; ///< of a data set without a validation split
  HeadKind head = HeadKind::Linear;
  LabelPolicy labels = LabelPolicy::Soft;
  std::vector<SizeStage> sizes = std::vector<SizeStage>(1); ///< one stage after the other
  int batch = 64;                                           ///< images a step, over all replicas
  OptimizerKind optimizer = OptimizerKind::AdamW;
  ScheduleKind schedule = ScheduleKind::OneCycle;
  double learningRate = 2e-3; ///< at the peak
  double warmup = 0.05;       ///< share of all steps (Cosine)
  double weightDecay = 0.05;  ///< not on norms and biases
  double labelSmoothing = 0;
  BalanceKind balance = BalanceKind::None;
  double mixup = 0;   ///< alpha of the Beta distribution (Zhang et al. 2018); 0: off
  double ema = 0.998; ///< decay a step of the averaged weights that are evaluated and saved; 0: off
  double clip = 0;    ///< largest norm of the gradient; 0: off
  int patience = 0;   ///< epochs without a lower validation loss before stopping early; 0: never
  double dropout = 0.3;
  double stochasticDepth = 0.1;
  AugmentOptions augment;
  std::string init;       ///< weights file to start from; empty: from scratch
  std::string initLabels; ///< order of that file's outputs where it does not say it: "anger,disgust,..."; may be empty
  int freezeEpochs = 0;   ///< of training the head alone at the start
  int replicas = 0;       ///< one a core; 0: as many as there are cores, resolved when the run starts
  std::uint64_t seed = 1;
  double checkpointMinutes = 5; ///< besides one every epoch

  [[nodiscard]] int epochs() const;
  [[nodiscard]] int sizeOfEpoch(int epoch) const; ///< px, epoch from 0
};

/// Throws Error(BadArgument) that names the setting and its limits.
void validate(const TrainConfig& config);

[[nodiscard]] nlohmann::ordered_json toJson(const TrainConfig& config);

/// Settings that are missing keep their default; an unknown one or a wrong type is an Error(BadData) that names it.
[[nodiscard]] TrainConfig trainConfigFromJson(const nlohmann::json& json);

/// "48:6,64:4" -> stages. Throws Error(BadArgument).
[[nodiscard]] std::vector<SizeStage> parseSizes(const std::string& text);
[[nodiscard]] std::string formatSizes(const std::vector<SizeStage>& sizes);

[[nodiscard]] std::string_view optimizerName(OptimizerKind kind);
[[nodiscard]] std::string_view scheduleName(ScheduleKind kind);
[[nodiscard]] std::string_view balanceName(BalanceKind kind);
[[nodiscard]] std::optional<OptimizerKind> parseOptimizer(std::string_view text);
[[nodiscard]] std::optional<ScheduleKind> parseSchedule(std::string_view text);
[[nodiscard]] std::optional<BalanceKind> parseBalance(std::string_view text);

} // namespace mien
