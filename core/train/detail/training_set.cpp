#include "core/train/detail/training_set.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/random.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace mien::detail {

namespace {

std::size_t classOf(const Target& target) { return static_cast<std::size_t>(argMax(target)); }

std::array<std::vector<std::size_t>, kEmotionCount> byClass(const LabelledImages& images) {
  std::array<std::vector<std::size_t>, kEmotionCount> members;
  for (std::size_t i = 0; i < images.targets.size(); ++i) {
    members[classOf(images.targets[i])].push_back(i);
  }
  return members;
}

void weighByClass(LabelledImages& images) {
  const auto members = byClass(images);
  const auto present =
      static_cast<double>(std::count_if(members.begin(), members.end(), [](const auto& m) { return !m.empty(); }));
  const double mean = static_cast<double>(images.targets.size()) / present;
  double sum = 0;
  for (const auto& positions : members) {
    for (const std::size_t i : positions) {
      images.weights[i] = static_cast<float>(std::sqrt(mean / static_cast<double>(positions.size())));
      sum += images.weights[i];
    }
  }
  for (float& weight : images.weights) {
    weight *= static_cast<float>(static_cast<double>(images.weights.size()) / sum);
  }
}

} // namespace

LabelledImages labelledImages(const Dataset& dataset, Split split, const TrainConfig& config) {
  LabelledImages images;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    if (dataset.samples[i].split != split) {
      continue;
    }
    if (const auto target = makeTarget(dataset.samples[i].votes, config.labels, config.classes)) {
      images.samples.push_back(i);
      images.targets.push_back(*target);
    }
  }
  if (images.samples.empty() && split == Split::Train && dataset.summary.imagesOf(split) == 0) {
    throw Error(ErrorKind::BadData,
                Message("{folder} has no images to train on, only others. Put the images to learn from into a folder "
                        "named train beside these, or open the folder that holds both.",
                        {{"folder", shownPath(dataset.root)}}));
  }
  if (images.samples.empty()) {
    const bool cut = split == Split::Valid && dataset.summary.imagesOf(Split::Valid) == 0;
    const std::string remedy = cut ? ". Training needs images to validate with: a valid folder, or two images or more "
                                     "and a --valid-share above 0."
                                   : ".";
    throw Error(
        ErrorKind::BadData,
        Message(
            "{root}: no image of the {splitName} split is left under the label policy \"{labelPolicyName}\"{remedy}",
            {{"root", shownPath(dataset.root)},
             {"splitName", splitName(split)},
             {"labelPolicyName", labelPolicyName(config.labels)},
             {"remedy", remedy}}));
  }
  images.weights.assign(images.samples.size(), 1.0F);
  if (split == Split::Train && config.balance == BalanceKind::ClassWeights) {
    weighByClass(images);
  }
  return images;
}

std::vector<std::string> dataWarnings(const LabelledImages& train, const LabelledImages& valid, int classes) {
  const auto inTrain = byClass(train);
  const auto inValid = byClass(valid);
  std::string notTrained;
  std::string notValidated;
  std::vector<std::string> trained;
  for (int c = 0; c < classes; ++c) {
    const auto index = static_cast<std::size_t>(c);
    const std::string name(voteName(c));
    if (inTrain[index].empty()) {
      notTrained += (notTrained.empty() ? "" : ", ") + name;
    } else {
      trained.push_back(name);
      if (inValid[index].empty()) {
        notValidated += (notValidated.empty() ? "" : ", ") + name;
      }
    }
  }
  std::vector<std::string> warnings;
  if (train.samples.size() == 1) {
    warnings.push_back("there is one image to train on; the model will know nothing else");
  } else if (trained.size() == 1) {
    warnings.push_back("all " + std::to_string(train.samples.size()) + " images to train on show " + trained.front() +
                       "; the model will answer nothing else");
  } else if (!notTrained.empty()) {
    warnings.push_back("no image to train on shows " + notTrained + "; the model will not learn it");
  }
  if (!notValidated.empty()) {
    warnings.push_back("no image to validate with shows " + notValidated +
                       "; the validation figures say nothing about it");
  }
  return warnings;
}

std::vector<std::size_t> epochOrder(const LabelledImages& images, const TrainConfig& config, int epoch) {
  Random random = Random::forKey({config.seed, 0x6F72646572ULL, static_cast<std::uint64_t>(epoch)});
  std::vector<std::size_t> order(images.samples.size());
  if (config.balance == BalanceKind::Sampling) {
    std::vector<std::vector<std::size_t>> classes;
    for (auto& members : byClass(images)) {
      if (!members.empty()) {
        classes.push_back(std::move(members));
      }
    }
    for (std::size_t& position : order) {
      const auto& members = classes[random.below(classes.size())];
      position = members[random.below(members.size())];
    }
    return order;
  }
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i) { // Fisher & Yates; std::shuffle differs between libraries
    std::swap(order[i - 1], order[random.below(i)]);
  }
  return order;
}

} // namespace mien::detail
