#include "core/train/trainer.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/files/read_file.h"
#include "core/common/text/json_text.h"
#include "core/common/text/shown_text.h"
#include "core/train/detail/replica_count.h"
#include "core/train/detail/training_run.h"
#include "core/train/run_lock.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <new>
#include <optional>
#include <string_view>

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

namespace {

/// The folder of a run, made where it is missing. A start that is refused leaves no empty one behind, made here or for
/// it.
class NewFolder {
public:
  explicit NewFolder(const fs::path& folder) : m_folder(folder) { makeFolder(folder); }
  ~NewFolder() { ::rmdir(m_folder.c_str()); } // does nothing to one that holds anything
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

private:
  fs::path m_folder;
};

/// Core's promise: whatever the libraries throw comes out as an Error that names the run.
template <typename Work> TrainResult translated(const fs::path& folder, Work work) {
  try {
    return work();
  } catch (const Error&) {
    throw;
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorKind::Io,
                Message("{path1}: {code}", {{"path1", shownPath(error.path1())}, {"code", error.code().message()}}));
  } catch (const std::bad_alloc&) {
    throw Error(ErrorKind::Internal,
                Message("{folder}: not enough memory to train. Choose a smaller batch or smaller images.",
                        {{"folder", shownPath(folder)}}));
  } catch (const std::exception& error) {       // LibTorch, OpenCV, JSON
    const std::string_view text = error.what(); // LibTorch goes on with where it was called from
    throw Error(ErrorKind::Internal,
                Message("{folder}: the training failed: {text}",
                        {{"folder", shownPath(folder)}, {"text", shownText(text.substr(0, text.find('\n')))}}));
  }
}

} // namespace

TrainConfig readTrainConfig(const fs::path& file) {
  const std::string text = readFile(file);
  try {
    return trainConfigFromJson(nlohmann::json::parse(text));
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::BadData, Message("{file}: is not JSON", {{"file", shownPath(file)}}));
  } catch (const Error& error) {
    throw Error(error.kind(), Message("{file}: {reason}", {{"file", shownPath(file)}, {"reason", error.message()}}));
  }
}

TrainConfig readRunConfig(const fs::path& folder) {
  const fs::path file = folder / RunFiles::kConfig;
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    throw Error(ErrorKind::NotFound, Message("{file}: not found; {folder} is not a run folder",
                                             {{"file", shownPath(file)}, {"folder", shownPath(folder)}}));
  }
  return readTrainConfig(file);
}

void writeRunConfig(const fs::path& folder, const TrainConfig& config) {
  writeFileAtomically(folder / RunFiles::kConfig, jsonText(toJson(config), 2) + "\n");
}

TrainResult train(TrainConfig config, const Dataset& dataset, const fs::path& folder, TrainObserver& observer,
                  std::stop_token stop, PauseSwitch* pause) {
  return translated(folder, [&] {
    const NewFolder fresh(folder);
    validate(config);
    config.replicas = detail::resolveReplicas(config);
    const RunLock lock(folder);
    if (fs::exists(folder / RunFiles::kConfig) || fs::exists(folder / RunFiles::kCheckpoint)) {
      throw Error(ErrorKind::BadArgument, Message("{folder}: holds a run already; choose another name, or resume it",
                                                  {{"folder", shownPath(folder)}}));
    }
    std::optional<Dataset> own;
    const Dataset& data = datasetWithHoldout(dataset, config.cut, own);
    const ImageFingerprints images(data);
    detail::TrainingRun run(config, data, images.identity(), folder, observer);
    images.write(folder / RunFiles::kImages);
    writeRunConfig(folder, config);
    return run.run(std::move(stop), pause);
  });
}

std::optional<DatasetChanges> datasetChanges(const fs::path& folder, const Dataset& dataset) {
  const std::optional<ImageFingerprints> before = ImageFingerprints::read(folder / RunFiles::kImages);
  if (!before) {
    return std::nullopt;
  }
  std::optional<Dataset> own;
  return before->changesTo(ImageFingerprints(datasetWithHoldout(dataset, readRunConfig(folder).cut, own)));
}

TrainResult resumeTraining(const fs::path& folder, const Dataset& dataset, TrainObserver& observer,
                           std::stop_token stop, PauseSwitch* pause, ChangedData changed) {
  return translated(folder, [&] {
    TrainConfig config = readRunConfig(folder);
    validate(config);
    const RunLock lock(folder);
    std::optional<Dataset> own;
    const Dataset& data = datasetWithHoldout(dataset, config.cut, own);
    ImageFingerprints images(data);
    const std::optional<ImageFingerprints> before = ImageFingerprints::read(folder / RunFiles::kImages);
    const Message changes = before ? before->changesTo(images).message() : Message();
    if (!changes.empty() && changed == ChangedData::Refuse) {
      throw Error(ErrorKind::BadData,
                  Message("{folder}: the data set has changed since the run began: {changes}. Bring it back as it was, "
                          "or go on all the same with --changed-data, or begin a new run.",
                          {{"folder", shownPath(folder)}, {"changes", changes}}));
    }
    detail::TrainingRun run(config, data, images.identity(), folder, observer);
    run.restore(/*dataChanged=*/!changes.empty());
    if (!before) {
      observer.onMessage(
          Message("the run does not remember its images, as an earlier version of Mien began it: whether "
                  "the data set is still the same cannot be told"));
    } else if (!changes.empty()) {
      observer.onMessage(Message(
          "the data set has changed since the run began: {changes}; the run goes on after its last finished epoch",
          {{"changes", changes}}));
      images.mergeTrained(*before);
    }
    if (!before || !changes.empty()) {
      images.write(folder / RunFiles::kImages);
    }
    std::error_code ignored;
    if (const fs::path root = fs::absolute(dataset.root);
        !dataset.root.empty() && !fs::equivalent(root, config.data, ignored)) {
      config.data = root.string();
      writeRunConfig(folder, config);
    }
    return run.run(std::move(stop), pause);
  });
}

} // namespace mien
