#include "core/data/detail/splits.h"

#include "core/common/random.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_map>

namespace mien::detail {

namespace {

constexpr std::uint64_t kCutKey = 0x76616C6964ULL;

double drawOf(const Sample& sample, std::uint64_t seed) {
  const std::uint64_t own =
      sample.group.empty() ? sample.content : XXH3_64bits(sample.group.data(), sample.group.size());
  return Random::forKey({kCutKey, seed, own}).uniform();
}

} // namespace

bool holdOutValidation(std::vector<Sample>& samples, const ValidationHoldout& cut) {
  double lowest = 1;
  double highest = 0;
  std::vector<double> draws(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].split == Split::Train) {
      draws[i] = drawOf(samples[i], cut.seed);
      lowest = std::min(lowest, draws[i]);
      highest = std::max(highest, draws[i]);
    }
  }
  if (cut.share <= 0 || lowest >= highest) {
    return false;
  }
  const bool someValidate = lowest < cut.share;
  const bool someTrain = highest >= cut.share;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].split == Split::Train &&
        (someValidate ? draws[i] < cut.share && (someTrain || draws[i] < highest) : draws[i] <= lowest)) {
      samples[i].split = Split::Valid;
    }
  }
  return true;
}

void findLeakage(const std::vector<Sample>& samples, ProblemLog& log) {
  std::unordered_map<std::uint64_t, std::size_t> earlier; // hash -> the first sample with it, of the splits before
  std::size_t splitStart = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].split != samples[splitStart].split) {
      for (; splitStart < i; ++splitStart) {
        earlier.emplace(samples[splitStart].hash, splitStart);
      }
    }
    if (const auto twin = earlier.find(samples[i].hash); twin != earlier.end()) {
      log.add(Problem::Leakage, samples[i].file + " = " + samples[twin->second].file);
    }
  }
}

void countImages(Dataset& dataset) {
  dataset.summary.images = {};
  for (const Sample& sample : dataset.samples) {
    ++dataset.summary.images[static_cast<std::size_t>(sample.split)];
  }
}

} // namespace mien::detail
