#include "core/train/detail/replica_set.h"

#include "core/common/error.h"
#include "core/model/network/efficientnet.h"
#include "core/model/network/tensor_state.h"

#include <ATen/Parallel.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <torch/nn/functional/loss.h>
#include <torch/types.h>

#include <cstring>

namespace mien::detail {

namespace {

torch::Tensor wrap(const std::vector<float>& values, torch::IntArrayRef shape) {
  return torch::from_blob(const_cast<float*>(values.data()), shape, torch::kFloat32);
}

/// Moves a convolution's weight to channels_last memory; everything else is one block already.
void useChannelsLast(torch::nn::Module& module) {
  const torch::NoGradGuard noGrad;
  for (auto& parameter : module.parameters()) {
    if (parameter.dim() == 4) {
      parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
    }
  }
}

} // namespace

struct ReplicaSet::Impl {
  struct Replica {
    EfficientNetB3 model{nullptr};
    std::vector<torch::Tensor> parameters;
    std::vector<torch::Tensor> buffers; ///< running statistics only
    std::vector<torch::Tensor> gradients;
    StepOutcome outcome;
  };

  Impl(const ModelInfo& info, const NetworkOptions& networkOptions, int count, std::uint64_t seed)
      : options(networkOptions), arena(count) {
    at::set_num_threads(1);
    replicas.resize(static_cast<std::size_t>(count));
    for (Replica& replica : replicas) {
      replica.model = EfficientNetB3(info.classes(), info.head,
                                     Regularisation{networkOptions.dropout, networkOptions.stochasticDepth});
    }
    EfficientNetB3& master = replicas.front().model;
    master->initialise(seed);
    useChannelsLast(*master);
    for (Replica& replica : replicas) {
      share(replica, master);
    }
    describe();
  }

  static void share(Replica& replica, EfficientNetB3& master) {
    replica.parameters = replica.model->parameters();
    const auto shared = master->parameters();
    for (std::size_t i = 0; i < shared.size(); ++i) {
      replica.parameters[i].set_data(shared[i].detach());
    }
    for (const auto& item : replica.model->named_buffers()) {
      if (item.value().is_floating_point()) {
        replica.buffers.push_back(item.value());
      }
    }
    replica.gradients.resize(replica.parameters.size());
    replica.model->train();
  }

  void describe() {
    for (const auto& item : replicas.front().model->named_parameters()) {
      SharedParameter parameter;
      parameter.name = item.key();
      parameter.values = item.value().data_ptr<float>();
      parameter.count = static_cast<std::size_t>(item.value().numel());
      parameter.decays = item.value().dim() > 1;
      parameter.backbone = item.key().starts_with("features.");
      parameter.gradients.resize(replicas.size());
      parameters.push_back(std::move(parameter));
    }
    for (const auto& item : replicas.front().model->named_buffers()) {
      if (item.value().is_floating_point()) {
        buffers.push_back({item.key(), item.value().data_ptr<float>(), static_cast<std::size_t>(item.value().numel())});
      }
    }
  }

  void stepOne(Replica& replica, const ReplicaBatch& batch, std::uint64_t seed) {
    at::init_num_threads();
    const auto images = static_cast<std::int64_t>(batch.images());
    replica.model->reseed(seed);
    for (torch::Tensor& parameter : replica.parameters) {
      parameter.mutable_grad().reset(); // a missing gradient lets autograd hand its own over instead of adding to ours
    }
    const torch::Tensor x = wrap(batch.pixels, {images, 1, batch.side, batch.side});
    const torch::Tensor target = wrap(batch.targets, {images, batch.classes});
    const torch::Tensor weight = wrap(batch.weights, {images});

    const torch::Tensor features = embed(replica, x);
    const torch::Tensor logits = replica.model->classify(features);
    const torch::Tensor losses = torch::nn::functional::cross_entropy(logits, target,
                                                                      torch::nn::functional::CrossEntropyFuncOptions()
                                                                          .reduction(torch::kNone)
                                                                          .label_smoothing(options.labelSmoothing));
    const torch::Tensor lossSum = (losses * weight).sum();
    (lossSum / static_cast<double>(images * static_cast<std::int64_t>(replicas.size()))).backward();

    replica.outcome.images = batch.images();
    replica.outcome.lossSum = lossSum.item<double>();
    replica.outcome.correct = (logits.argmax(1) == target.argmax(1)).sum().item<double>();
    collectGradients(replica);
  }

  torch::Tensor embed(Replica& replica, const torch::Tensor& x) const {
    if (!frozen) {
      return replica.model->embed(x);
    }
    const torch::NoGradGuard noGrad;
    return replica.model->embed(x);
  }

  static void collectGradients(Replica& replica) {
    for (std::size_t i = 0; i < replica.parameters.size(); ++i) {
      torch::Tensor gradient = replica.parameters[i].grad();
      // Autograd keeps the parameter's layout as a rule (AccumulateGrad's contract), not as a promise.
      if (gradient.defined() && gradient.strides() != replica.parameters[i].strides()) {
        torch::Tensor same = torch::empty_strided(replica.parameters[i].sizes(), replica.parameters[i].strides());
        same.copy_(gradient);
        gradient = same;
      }
      replica.gradients[i] = gradient;
    }
  }

  void publishGradients() {
    for (std::size_t r = 0; r < replicas.size(); ++r) {
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        const torch::Tensor& gradient = replicas[r].gradients[i];
        parameters[i].gradients[r] = gradient.defined() ? gradient.data_ptr<float>() : nullptr;
      }
    }
  }

  /// Every replica goes on from the mean of all running statistics: the same as one update with the mean statistic.
  void averageBuffers() {
    const auto count = static_cast<float>(replicas.size());
    for (std::size_t b = 0; b < buffers.size(); ++b) {
      float* mean = buffers[b].values;
      for (std::size_t r = 1; r < replicas.size(); ++r) {
        const float* other = replicas[r].buffers[b].data_ptr<float>();
        for (std::size_t i = 0; i < buffers[b].count; ++i) {
          mean[i] += other[i];
        }
      }
      for (std::size_t i = 0; i < buffers[b].count; ++i) {
        mean[i] /= count;
      }
    }
  }

  void spreadBuffers() {
    for (std::size_t b = 0; b < buffers.size(); ++b) {
      for (std::size_t r = 1; r < replicas.size(); ++r) {
        std::memcpy(replicas[r].buffers[b].data_ptr<float>(), buffers[b].values, buffers[b].count * sizeof(float));
      }
    }
  }

  NetworkOptions options;
  tbb::task_arena arena;
  std::vector<Replica> replicas;
  std::vector<SharedParameter> parameters;
  std::vector<SharedBuffer> buffers;
  bool frozen = false;
};

ReplicaSet::ReplicaSet(const ModelInfo& info, const NetworkOptions& options, int replicas, std::uint64_t seed)
    : m_impl(std::make_unique<Impl>(info, options, replicas, seed)) {}

ReplicaSet::~ReplicaSet() = default;

StepOutcome ReplicaSet::step(std::span<const ReplicaBatch> batches, std::uint64_t seed) {
  Impl& impl = *m_impl;
  if (impl.replicas.size() > 1) {
    impl.spreadBuffers(); // somebody may have restored ours since the last step
  }
  impl.arena.execute([&] {
    tbb::parallel_for(
        std::size_t{0}, impl.replicas.size(),
        [&](std::size_t r) {
          // Isolation: a replica that waits inside LibTorch must not pick up another replica's work on top of its own.
          tbb::this_task_arena::isolate([&] { impl.stepOne(impl.replicas[r], batches[r], seed + r); });
        },
        tbb::static_partitioner());
  });
  impl.publishGradients();
  if (!impl.frozen && impl.replicas.size() > 1) {
    impl.averageBuffers();
  }
  StepOutcome total;
  for (const Impl::Replica& replica : impl.replicas) {
    total.lossSum += replica.outcome.lossSum;
    total.correct += replica.outcome.correct;
    total.images += replica.outcome.images;
  }
  return total;
}

void ReplicaSet::freezeBackbone(bool frozen) {
  m_impl->frozen = frozen;
  for (Impl::Replica& replica : m_impl->replicas) {
    for (const auto& child : replica.model->named_children()) {
      if (child.key() == "features") {
        child.value()->train(!frozen);
      }
    }
  }
}

std::span<SharedParameter> ReplicaSet::parameters() { return m_impl->parameters; }

std::span<SharedBuffer> ReplicaSet::buffers() { return m_impl->buffers; }

void ReplicaSet::setBatchesTracked(std::int64_t count) {
  for (const auto& item : m_impl->replicas.front().model->named_buffers()) {
    if (!item.value().is_floating_point()) {
      item.value().fill_(count);
    }
  }
}

StateDict ReplicaSet::state() const { return stateOf(*m_impl->replicas.front().model); }

std::vector<std::string> ReplicaSet::load(const StateDict& state) {
  const LoadReport report = loadInto(*m_impl->replicas.front().model, state);
  std::vector<std::string> lines;
  for (const std::string& name : report.missing) {
    lines.push_back(name + ": not in the file, keeps its fresh value");
  }
  for (const std::string& name : report.mismatched) {
    lines.push_back(name + ": another shape in the file, keeps its fresh value");
  }
  for (const std::string& name : report.unexpected) {
    lines.push_back(name + ": not part of this network, ignored");
  }
  return lines;
}

} // namespace mien::detail
