// One face, one thread: the classifier of predict and live against the network it was made from.
//   mien_classifier_bench [--benchmark_repetitions=5 --benchmark_report_aggregates_only=true]
#include "core/common/memory.h"
#include "core/infer/make_classifier.h"
#include "core/model/network/efficientnet.h"
#include "core/model/network/tensor_state.h"

#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>
#include <c10/core/InferenceMode.h>

namespace {

mien::ModelInfo infoOf(std::int64_t side) {
  mien::ModelInfo info;
  info.labels.assign(8, "emotion");
  info.inputSize = static_cast<int>(side);
  return info;
}

mien::detail::EfficientNetB3 network() {
  at::set_num_threads(1);
  mien::detail::EfficientNetB3 model(8, mien::HeadKind::Linear, mien::detail::Regularisation{});
  model->initialise(1);
  model->eval();
  return model;
}

/// The network as it is trained, batch norm and all, in the faster memory format.
void unfolded(benchmark::State& state) {
  const auto side = state.range(0);
  auto model = network();
  const c10::InferenceMode inference;
  const torch::Tensor x = torch::randn({state.range(1), 1, side, side});
  for (auto _ : state) {
    benchmark::DoNotOptimize(model->forward(x));
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
}

void folded(benchmark::State& state) {
  const auto side = static_cast<int>(state.range(0));
  const auto classifier = mien::detail::makeClassifier(mien::detail::stateOf(*network()), infoOf(side), "bench");
  const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side * side), 100);
  const std::vector<mien::GrayView> faces(static_cast<std::size_t>(state.range(1)),
                                          mien::GrayView{pixels.data(), side, side, side});
  for (auto _ : state) {
    benchmark::DoNotOptimize(classifier->classify(faces));
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
}

void shapes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"px", "faces"})->Unit(benchmark::kMillisecond);
  for (const int side : {48, 96, 224}) {
    bench->Args({side, 1});
  }
  bench->Args({48, 4})->Args({48, 32})->Args({96, 4})->Args({96, 32});
}

BENCHMARK(unfolded)->Apply(shapes);
BENCHMARK(folded)->Apply(shapes);

} // namespace

int main(int argc, char** argv) {
  mien::tuneAllocator();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
