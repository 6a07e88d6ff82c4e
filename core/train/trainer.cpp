#include "core/train/trainer.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/common/make_folder.h"
#include "core/common/memory.h"
#include "core/train/detail/training_run.h"
#include "core/train/run_lock.h"

#include <nlohmann/json.hpp>

namespace mien {

namespace fs = std::filesystem;

void PauseSwitch::pause() {
  const std::lock_guard lock(m_mutex);
  m_paused = true;
}

void PauseSwitch::resume() {
  const std::lock_guard lock(m_mutex);
  m_paused = false;
  m_changed.notify_all();
}

bool PauseSwitch::wait(std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  if (!m_paused) {
    return false;
  }
  m_changed.wait(lock, std::move(stop), [this] { return !m_paused; });
  return true;
}

TrainConfig readTrainConfig(const fs::path& file) {
  const std::string text = readFile(file);
  try {
    return trainConfigFromJson(nlohmann::json::parse(text));
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::BadData, file.string() + ": is not JSON");
  } catch (const Error& error) {
    throw Error(error.kind(), file.string() + ": " + error.what());
  }
}

TrainConfig readRunConfig(const fs::path& folder) {
  const fs::path file = folder / RunFiles::kConfig;
  if (!fs::exists(file)) {
    throw Error(ErrorKind::NotFound, file.string() + ": not found; " + folder.string() + " is not a run folder");
  }
  return readTrainConfig(file);
}

TrainResult train(TrainConfig config, const Dataset& dataset, const fs::path& folder, TrainObserver& observer,
                  std::stop_token stop, PauseSwitch* pause) {
  validate(config);
  if (config.replicas == 0) {
    config.replicas = availableCores();
  }
  if (config.batch < config.replicas) {
    throw Error(ErrorKind::BadArgument,
                "batch must be at least the number of replicas, " + std::to_string(config.replicas));
  }
  if (fs::exists(folder / RunFiles::kConfig) || fs::exists(folder / RunFiles::kCheckpoint)) {
    throw Error(ErrorKind::BadArgument, folder.string() + ": holds a run already; choose another name, or resume it");
  }
  makeFolder(folder);
  const RunLock lock(folder);
  detail::TrainingRun run(config, dataset, folder, observer);
  writeFileAtomically(folder / RunFiles::kConfig, toJson(config).dump(2) + "\n");
  return run.go(std::move(stop), pause);
}

TrainResult resumeTraining(const fs::path& folder, const Dataset& dataset, TrainObserver& observer,
                           std::stop_token stop, PauseSwitch* pause) {
  const TrainConfig config = readRunConfig(folder);
  validate(config);
  const RunLock lock(folder);
  detail::TrainingRun run(config, dataset, folder, observer);
  run.restore();
  return run.go(std::move(stop), pause);
}

} // namespace mien
