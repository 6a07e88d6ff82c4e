#include "ui/train/form/train_presets.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace mien::ui {

namespace {

constexpr std::size_t kManyImages = 10000;

/// A network starts to tell faces apart after some hundred steps, however few images there are.
int epochsForSteps(int steps, std::size_t images, int batch, int fewest, int most) {
  const double perEpoch = std::max(1.0, static_cast<double>(images) / batch);
  return std::clamp(static_cast<int>(std::ceil(steps / perEpoch)), fewest, most);
}

/// The averaged weights look back over the last eighth of all steps; a longer memory would still hold the random start.
double averageDecay(const TrainConfig& config, std::size_t images) {
  const double steps = std::max(1.0, static_cast<double>(images) / config.batch) * config.epochs();
  return std::clamp(std::round((1 - 8 / steps) * 1000) / 1000, 0.9, 0.999);
}

} // namespace

QString presetName(Preset preset) {
  switch (preset) {
  case Preset::Quick:
    return QCoreApplication::translate("TrainPresets", "Quick look");
  case Preset::Balanced:
    return QCoreApplication::translate("TrainPresets", "Balanced");
  case Preset::Best:
    return QCoreApplication::translate("TrainPresets", "Best");
  }
  return {};
}

QString presetHelp(Preset preset) {
  switch (preset) {
  case Preset::Quick:
    return QCoreApplication::translate("TrainPresets",
                                       "A few epochs on small images: shows within minutes whether it learns.");
  case Preset::Balanced:
    return QCoreApplication::translate("TrainPresets",
                                       "Small images first, then larger ones: most of the accuracy in little time.");
  case Preset::Best:
    return QCoreApplication::translate("TrainPresets",
                                       "Many epochs with strong augmentation: the highest accuracy, for a long run.");
  }
  return {};
}

TrainConfig presetConfig(Preset preset, std::size_t trainImages, const TrainConfig& base) {
  TrainConfig config;
  config.name = base.name;
  config.data = base.data;
  config.classes = base.classes;
  config.seed = base.seed;
  config.cut = base.cut;
  config.replicas = base.replicas;
  config.checkpointMinutes = base.checkpointMinutes;
  const bool many = trainImages == 0 || trainImages >= kManyImages;
  const std::size_t images = trainImages == 0 ? kManyImages : trainImages;
  config.batch = many && preset != Preset::Quick ? 64 : 32;
  switch (preset) {
  case Preset::Quick:
    config.sizes = {{48, epochsForSteps(400, images, config.batch, 3, 10)}};
    config.augment.strength = 0.5;
    break;
  case Preset::Balanced:
    config.sizes = {{48, epochsForSteps(600, images, config.batch, 6, 12)}, {64, 4}};
    config.augment.strength = 0.7;
    break;
  case Preset::Best:
    config.sizes = {{48, epochsForSteps(1200, images, config.batch, 12, 24)}, {64, 12}};
    config.mixup = 0.2;
    break;
  }
  config.ema = averageDecay(config, images);
  return config;
}

std::optional<Preset> presetOf(const TrainConfig& config, std::size_t trainImages) {
  const auto found = std::ranges::find_if(
      kPresets, [&](Preset preset) { return toJson(presetConfig(preset, trainImages, config)) == toJson(config); });
  return found == kPresets.end() ? std::nullopt : std::optional(*found);
}

} // namespace mien::ui
