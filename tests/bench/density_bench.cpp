// Projections and densities of a whole test split: FER+'s 3573 images, embeddings of 1536 numbers.
//   mien_density_bench
#include "core/common/random.h"
#include "core/eval/density/density.h"
#include "core/eval/density/projection.h"

#include <benchmark/benchmark.h>

#include <numeric>

namespace {

constexpr std::size_t kImages = 3573;
constexpr int kWidth = 1536;
constexpr int kClasses = 8;

std::vector<float> noise(std::size_t count) {
  mien::Random random(1);
  std::vector<float> values(count);
  for (float& value : values) {
    value = static_cast<float>(random.normal());
  }
  return values;
}

std::vector<int> classes() {
  std::vector<int> all(kImages);
  for (std::size_t i = 0; i < kImages; ++i) {
    all[i] = static_cast<int>(i % kClasses);
  }
  return all;
}

void principal(benchmark::State& state) {
  const auto values = noise(kImages * kWidth);
  for (auto _ : state) {
    benchmark::DoNotOptimize(mien::principalComponents(values, kWidth));
  }
}

void discriminant(benchmark::State& state) {
  const auto values = noise(kImages * kWidth);
  const auto labels = classes();
  for (auto _ : state) {
    benchmark::DoNotOptimize(mien::discriminantComponents(values, kWidth, labels));
  }
}

/// The map of every class and the level that holds half of it.
void densities(benchmark::State& state) {
  const auto x = noise(kImages);
  const auto y = noise(2 * kImages);
  const std::span<const float> up(y.data() + kImages, kImages);
  const auto range = mien::rangeOf(x, up, 0.1);
  std::vector<int> members(kImages / kClasses);
  std::iota(members.begin(), members.end(), 0);
  for (auto _ : state) {
    for (int c = 0; c < kClasses; ++c) {
      benchmark::DoNotOptimize(mien::highestDensityLevel(mien::kernelDensity(x, up, members, range, 160, 160), 0.5));
    }
  }
}

BENCHMARK(principal)->Unit(benchmark::kMillisecond);
BENCHMARK(discriminant)->Unit(benchmark::kMillisecond);
BENCHMARK(densities)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
