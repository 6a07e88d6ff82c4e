#include "ui/data/images/sample_filter.h"

#include <algorithm>
#include <cstddef>

namespace mien::ui {

AgreementRange agreementRange(Agreement level) {
  switch (level) {
  case Agreement::Any:
    return {};
  case Agreement::Unanimous:
    return {0.995F, 2};
  case Agreement::Clear:
    return {0.795F, 0.995F};
  case Agreement::Divided:
    return {0.495F, 0.795F};
  case Agreement::Contested:
    return {0, 0.495F};
  }
  return {};
}

std::vector<std::uint8_t> classesOf(const Dataset& dataset, LabelPolicy policy) {
  std::vector<std::uint8_t> classes;
  classes.reserve(dataset.samples.size());
  for (const Sample& sample : dataset.samples) {
    const std::optional<Target> target = makeTarget(sample.votes, policy, kEmotionCount);
    classes.push_back(static_cast<std::uint8_t>(target ? std::ranges::max_element(*target) - target->begin()
                                                       : static_cast<std::ptrdiff_t>(kDiscarded)));
  }
  return classes;
}

std::vector<std::uint32_t> matchingSamples(const Dataset& dataset, const std::vector<std::uint8_t>& classes,
                                           const SampleFilter& filter) {
  const AgreementRange range = agreementRange(filter.agreement);
  std::vector<std::uint32_t> matching;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    const float share = agreement(sample.votes);
    if ((!filter.split || sample.split == *filter.split) &&
        (filter.emotion == kAnyEmotion || classes[i] == filter.emotion) && share >= range.from && share < range.to) {
      matching.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return matching;
}

} // namespace mien::ui
