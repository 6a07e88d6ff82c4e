// For tests/python/training_numbers.py, raw float32 files:
//   training_tool rates CONFIG STEPS OUT                        the learning rate of every step
//   training_tool optimizer CONFIG COUNTS REPLICAS STEPS IN OUT  COUNTS: numbers of each parameter, "12d,4": d decays
//     in: all parameters, then of every step and replica all gradients
//     out: of every step the norm, all parameters and, with EMA, all averages
//   training_tool network CONFIG WEIGHTS IMAGES SIDE STEPS IN OUT
//     in: of every step the pixels, the targets and the weights of all images
//     out: of every step the loss and the norm; the weights to OUT.pth, their averages to OUT.average.pth
#include "core/common/files/read_file.h"
#include "core/data/emotion.h"
#include "core/model/weights_file.h"
#include "core/train/detail/optimizer.h"
#include "core/train/detail/replica_set.h"
#include "core/train/schedule.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace mien {
namespace {

class FloatReader {
public:
  explicit FloatReader(const char* file) : m_in(file, std::ios::binary) {}
  std::vector<float> next(std::size_t count) {
    std::vector<float> values(count);
    m_in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
    if (!m_in) {
      throw std::runtime_error("the input is too short");
    }
    return values;
  }

private:
  std::ifstream m_in;
};

class FloatWriter {
public:
  explicit FloatWriter(const std::string& file) : m_out(file, std::ios::binary) {}
  void add(const float* values, std::size_t count) {
    m_out.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(float)));
  }
  void add(double value) {
    const auto single = static_cast<float>(value);
    add(&single, 1);
  }

private:
  std::ofstream m_out;
};

TrainConfig configFrom(const char* file) { return trainConfigFromJson(nlohmann::json::parse(readFile(file))); }

void rates(char** arguments) {
  const TrainConfig config = configFrom(arguments[2]);
  const std::int64_t steps = std::stoll(arguments[3]);
  FloatWriter out(arguments[4]);
  for (std::int64_t step = 0; step < steps; ++step) {
    out.add(learningRateAt(config, step, steps));
  }
}

void optimizer(char** arguments) {
  const TrainConfig config = configFrom(arguments[2]);
  const auto replicas = static_cast<std::size_t>(std::stoi(arguments[4]));
  const std::int64_t steps = std::stoll(arguments[5]);
  FloatReader in(arguments[6]);
  FloatWriter out(arguments[7]);
  std::vector<detail::SharedParameter> parameters;
  std::vector<std::vector<float>> values;
  std::istringstream counts(arguments[3]);
  for (std::string count; std::getline(counts, count, ',');) {
    detail::SharedParameter& parameter = parameters.emplace_back();
    parameter.name = std::to_string(parameters.size());
    parameter.count = std::stoul(count);
    parameter.decays = count.ends_with('d');
    parameter.gradients.resize(replicas);
    values.push_back(in.next(parameter.count));
  }
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    parameters[p].values = values[p].data();
  }
  detail::Optimizer optimizer(detail::optimizerOptions(config), parameters, {});
  const auto writeAll = [&] {
    for (const auto& one : values) {
      out.add(one.data(), one.size());
    }
  };
  for (std::int64_t step = 0; step < steps; ++step) {
    std::vector<std::vector<float>> gradients;
    gradients.reserve(replicas * parameters.size());
    for (std::size_t r = 0; r < replicas; ++r) {
      for (detail::SharedParameter& parameter : parameters) {
        parameter.gradients[r] = gradients.emplace_back(in.next(parameter.count)).data();
      }
    }
    out.add(optimizer.apply(learningRateAt(config, step, steps), step));
    writeAll();
    if (config.ema > 0) {
      optimizer.swapAverages();
      writeAll();
      optimizer.swapAverages();
    }
  }
}

void network(char** arguments) {
  const TrainConfig config = configFrom(arguments[2]);
  const auto images = static_cast<std::size_t>(std::stoi(arguments[4]));
  const auto side = static_cast<std::size_t>(std::stoi(arguments[5]));
  const std::int64_t steps = std::stoll(arguments[6]);
  FloatReader in(arguments[7]);
  FloatWriter out(arguments[8]);
  ModelInfo info;
  info.labels = emotionLabels(config.classes);
  info.head = config.head;
  detail::ReplicaSet replicas(info, {config.dropout, config.stochasticDepth, config.labelSmoothing}, config.replicas,
                              config.seed);
  if (!replicas.load(loadWeights(arguments[3]).state).empty()) {
    throw std::runtime_error("the weights do not fit");
  }
  detail::Optimizer optimizer(detail::optimizerOptions(config), replicas.parameters(), replicas.buffers(),
                              config.freezeEpochs);
  for (std::int64_t step = 0; step < steps; ++step) {
    const auto pixels = in.next(images * side * side);
    const auto targets = in.next(images * info.labels.size());
    const auto weights = in.next(images);
    std::vector<detail::ReplicaBatch> shares;
    const std::size_t share = images / static_cast<std::size_t>(config.replicas);
    for (std::size_t first = 0; first < images; first += share) {
      const auto part = [&](const std::vector<float>& all) {
        const auto width = static_cast<std::ptrdiff_t>(all.size() / images);
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first) * width;
        return std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(share) * width);
      };
      shares.push_back({static_cast<int>(side), config.classes, part(pixels), part(targets), part(weights)});
    }
    replicas.freezeBackbone(step < config.freezeEpochs); // an epoch has one step
    const detail::StepOutcome outcome = replicas.step(shares, 1);
    out.add(outcome.lossSum / static_cast<double>(outcome.images));
    out.add(optimizer.apply(learningRateAt(config, step, steps), step));
  }
  saveWeights(std::string(arguments[8]) + ".pth", replicas.state(), info);
  optimizer.swapAverages();
  saveWeights(std::string(arguments[8]) + ".average.pth", replicas.state(), info);
}

} // namespace
} // namespace mien

int main(int count, char** arguments) {
  try {
    const std::string_view what = count > 1 ? arguments[1] : "";
    if (what == "rates" && count == 5) {
      mien::rates(arguments);
      return 0;
    }
    if (what == "optimizer" && count == 8) {
      mien::optimizer(arguments);
      return 0;
    }
    if (what == "network" && count == 9) {
      mien::network(arguments);
      return 0;
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 2;
}
