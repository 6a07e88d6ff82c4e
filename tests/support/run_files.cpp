#include "tests/support/run_files.h"

#include "core/common/files/atomic_file.h"
#include "core/train/history.h"
#include "core/train/trainer.h"

#include <nlohmann/json.hpp>

namespace mien::test {

namespace fs = std::filesystem;

TrainConfig runConfig(const std::string& name) {
  TrainConfig config;
  config.name = name;
  config.sizes = {{48, 2}, {64, 1}};
  return config;
}

fs::path makeRun(const fs::path& saved, const std::string& name, int epochs, double accuracy) {
  const TrainConfig config = runConfig(name);
  const fs::path folder = saved / name;
  fs::create_directories(folder);
  writeFileAtomically(folder / RunFiles::kConfig, toJson(config).dump(2));
  writeFileAtomically(folder / RunFiles::kCheckpoint, std::string_view("not read"));
  std::vector<EpochRecord> history;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    EpochRecord record;
    record.epoch = epoch;
    record.size = config.sizeOfEpoch(epoch - 1);
    record.trainLoss = 2.0 / epoch;
    record.validLoss = 1.0 / epoch;
    record.trainAccuracy = accuracy * epoch / epochs * 0.9;
    record.validAccuracy = accuracy * epoch / epochs;
    record.learningRate = 1e-3;
    record.imagesPerSecond = 100;
    record.seconds = 60;
    history.push_back(record);
  }
  if (epochs > 0) {
    writeHistory(folder / RunFiles::kHistory, history);
    writeFileAtomically(folder / RunFiles::kBest, std::string_view("not read"));
  }
  if (epochs == config.epochs()) {
    writeFileAtomically(folder / RunFiles::kFinal, std::string_view("not read"));
  }
  return folder;
}

} // namespace mien::test
