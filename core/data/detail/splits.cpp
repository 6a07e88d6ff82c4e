#include "core/data/detail/splits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <tuple>
#include <unordered_map>

namespace mien::detail {

namespace {

// Samples of one hash, a range of a list sorted by hash.
struct Twins {
  std::size_t from = 0;
  std::size_t size = 0;
};

// std::shuffle and the standard distributions differ from library to library; this does not.
void shuffle(std::vector<Twins>& items, std::mt19937_64& random) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random() % i]);
  }
}

} // namespace

void cutValidation(std::vector<Sample>& samples, double share, std::uint64_t seed) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].split == Split::Train) {
      order.push_back(i);
    }
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::tie(samples[a].hash, a) < std::tie(samples[b].hash, b); });
  std::array<std::vector<Twins>, kVoteCount> classes;
  std::array<std::size_t, kVoteCount> sizes{};
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from + 1;
    while (to < order.size() && samples[order[to]].hash == samples[order[from]].hash) {
      ++to;
    }
    const Votes& votes = samples[order[from]].votes;
    const auto top = static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    classes[top].push_back({from, to - from});
    sizes[top] += to - from;
    from = to;
  }
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    shuffle(classes[i], random);
    const auto wanted = static_cast<std::size_t>(std::llround(share * static_cast<double>(sizes[i])));
    std::size_t moved = 0;
    for (const Twins& twins : classes[i]) {
      if (moved + twins.size > wanted) {
        continue;
      }
      for (std::size_t at = twins.from; at < twins.from + twins.size; ++at) {
        samples[order[at]].split = Split::Valid;
      }
      moved += twins.size;
    }
  }
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

} // namespace mien::detail
