#include "core/train/detail/training_run.h"

#include "core/common/error.h"
#include "core/common/random.h"
#include "core/common/stopwatch.h"
#include "core/common/text/shown_text.h"
#include "core/infer/make_classifier.h"
#include "core/model/head_outputs.h"
#include "core/model/weights_file.h"
#include "core/train/detail/batch_loader.h"
#include "core/train/detail/run_state_json.h"
#include "core/train/detail/validation.h"
#include "core/train/history.h"
#include "core/train/schedule.h"

#include <fmt/format.h>

#include <cmath>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kInitKey = 0x696E6974ULL;
constexpr std::uint64_t kStepKey = 0x73746570ULL;
constexpr double kSmoothing = 0.9; ///< of the rates that are shown

ModelInfo infoFor(const TrainConfig& config, const Dataset& dataset, DatasetFingerprint images) {
  ModelInfo info;
  info.labels = emotionLabels(config.classes);
  info.head = config.head;
  info.inputSize = config.sizes.front().size;
  info.dataset =
      shownPath(dataset.root.filename().empty() ? dataset.root.parent_path().filename() : dataset.root.filename());
  info.trainingData = std::move(images);
  info.version = MIEN_VERSION;
  return info;
}

/// A killed process leaves the half of a file that it was writing under a temporary name.
void removeLeftovers(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".tmp") {
      fs::remove(entry.path(), ignored);
    }
  }
}

} // namespace

TrainingRun::TrainingRun(TrainConfig config, const Dataset& dataset, DatasetFingerprint images, fs::path folder,
                         TrainObserver& observer)
    : m_config(std::move(config)), m_dataset(dataset), m_folder(std::move(folder)), m_observer(observer),
      m_info(infoFor(m_config, dataset, std::move(images))), m_train(labelledImages(dataset, Split::Train, m_config)),
      m_valid(labelledImages(dataset, Split::Valid, m_config)),
      m_stepsPerEpoch(BatchLoader::stepsPerEpoch(m_train.samples.size(), m_config.batch)),
      m_steps(m_stepsPerEpoch * m_config.epochs()),
      m_replicas(m_info, {m_config.dropout, m_config.stochasticDepth, m_config.labelSmoothing}, m_config.replicas,
                 Random::forKey({m_config.seed, kInitKey}).next()) {
  initialise();
  // The moving averages begin at the weights that the optimiser is made with, so it comes after them.
  m_optimizer.emplace(optimizerOptions(m_config), m_replicas.parameters(), m_replicas.buffers(),
                      m_config.freezeEpochs * m_stepsPerEpoch);
}

void TrainingRun::initialise() {
  if (m_config.init.empty() || fs::exists(m_folder / RunFiles::kCheckpoint)) {
    return; // what is resumed has all its weights in the checkpoint, and the other file may be gone
  }
  Weights weights = loadWeights(m_config.init);
  if (const auto name = firstNotFinite(weights.state)) {
    throw Error(ErrorKind::BadData, Message("'{init}': the weights '{name}' are not finite numbers; their training "
                                            "failed or the file is damaged. Start from another file.",
                                            {{"init", shownPath(m_config.init)}, {"name", shownText(*name)}}));
  }
  for (const Message& remark : weights.notes.remarks) {
    m_observer.onMessage(remark);
  }
  reorderOutputs(weights);
  const auto notes = m_replicas.load(weights.state);
  constexpr std::size_t kHeadTensors = 8; // the two heads' tensors at most, missing here and unexpected there
  if (notes.size() > kHeadTensors) {
    throw Error(
        ErrorKind::BadData,
        Message("{init}: does not hold the weights of an EfficientNet-B3 ({count} tensors do not fit, the first: "
                "{first}). Give --init a file that Mien or torchvision's efficientnet_b3 wrote.",
                {{"init", shownPath(m_config.init)}, {"count", notes.size()}, {"first", shownText(notes.front())}}));
  }
  m_observer.onMessage(Message("started from {file}", {{"file", shownPath(m_config.init)}}));
  for (const std::string& note : notes) {
    m_observer.onMessage(Message("  {note}", {{"note", shownText(note)}}));
  }
}

void TrainingRun::reorderOutputs(Weights& weights) const {
  const auto stated =
      m_config.initLabels.empty() ? statedLabels(weights) : std::optional(parseLabelNames(m_config.initLabels));
  if (stated) {
    if (reorderHeadOutputs(weights.state, *stated, m_info.labels)) {
      m_observer.onMessage(Message("the outputs of the head were put into the order of this run's labels"));
    }
  } else if (outputsOf(weights.state) == m_info.classes()) {
    m_observer.onMessage(Message("warning: {file} does not say the order of its labels; assumed is this run's. Give "
                                 "another one with --label-names",
                                 {{"file", shownPath(m_config.init)}}));
  }
}

std::vector<FloatBlock> TrainingRun::blocks() {
  std::vector<FloatBlock> all;
  for (const SharedParameter& parameter : m_replicas.parameters()) {
    all.push_back({"weights/" + parameter.name, parameter.values, parameter.count});
  }
  for (const SharedBuffer& buffer : m_replicas.buffers()) {
    all.push_back({"weights/" + buffer.name, buffer.values, buffer.count});
  }
  for (const Optimizer::State& state : m_optimizer->state()) {
    all.push_back({state.name, state.values, state.count});
  }
  return all;
}

void TrainingRun::saveCheckpoint() {
  nlohmann::json note;
  note["data"] = toJson(*m_info.trainingData);
  note["step"] = m_state.step;
  note["steps_per_epoch"] = m_stepsPerEpoch;
  note["loss_sum"] = m_state.lossSum;
  note["correct"] = m_state.correct;
  note["images"] = m_state.images;
  note["seconds"] = m_state.seconds;
  note["best_epoch"] = m_state.bestEpoch;
  if (m_state.bestEpoch > 0) {
    note["best_loss"] = m_state.bestLoss;
  }
  note["finished"] = m_state.finished;
  note["history"] = m_state.history;
  const fs::path file = m_folder / RunFiles::kCheckpoint;
  writeCheckpoint(file, blocks(), note);
  m_lastCheckpoint = Clock::now();
  m_observer.onCheckpoint(file.string());
}

void TrainingRun::restore(bool dataChanged) {
  removeLeftovers(m_folder);
  const fs::path file = m_folder / RunFiles::kCheckpoint;
  if (!fs::exists(file)) {
    m_observer.onMessage(Message("the run had not come to its first checkpoint: it starts again"));
    return;
  }
  const auto otherVersion = [&file] {
    return Error(ErrorKind::BadData,
                 Message("{file}: was written by another version of Mien", {{"file", shownPath(file)}}));
  };
  std::int64_t stepsPerEpoch = 0;
  try {
    readCheckpointNote(file).at("steps_per_epoch").get_to(stepsPerEpoch);
  } catch (const nlohmann::json::exception&) {
    throw otherVersion();
  }
  if (stepsPerEpoch != m_stepsPerEpoch && !dataChanged) {
    throw Error(
        ErrorKind::BadData,
        Message(
            "{folder}: the data set has another number of images than when the run began; give --data the same folder",
            {{"folder", shownPath(m_folder)}}));
  }
  const nlohmann::json note = readCheckpoint(file, blocks());
  try {
    m_state.step = note.at("step");
    m_state.lossSum = note.at("loss_sum");
    m_state.correct = note.at("correct");
    m_state.images = note.at("images");
    m_state.seconds = note.at("seconds");
    m_state.bestEpoch = note.at("best_epoch");
    m_state.bestLoss = note.value("best_loss", m_state.bestLoss);
    m_state.finished = note.at("finished");
    m_state.history = note.at("history").get<std::vector<EpochRecord>>();
  } catch (const nlohmann::json::exception&) {
    throw otherVersion();
  }
  if (dataChanged && !m_state.finished) {
    m_state.step = static_cast<std::int64_t>(m_state.history.size()) * m_stepsPerEpoch;
    m_state.lossSum = m_state.correct = m_state.images = m_state.seconds = 0;
  }
  writeHistory(m_folder / RunFiles::kHistory, m_state.history); // the crash may have come between the two files
}

TrainResult TrainingRun::run(std::stop_token stop, PauseSwitch* pause) {
  if (m_state.finished) {
    return result(m_state.step < m_steps ? TrainStatus::StoppedEarly : TrainStatus::Finished);
  }
  for (const std::string& warning : dataWarnings(m_train, m_valid, m_config.classes)) {
    m_observer.onMessage(Message("Warning: {warning}.", {{"warning", warning}}));
  }
  BatchLoader loader(m_dataset, m_train, m_config, m_info, m_state.step);
  while (m_state.step < m_steps || m_state.step / m_stepsPerEpoch > static_cast<std::int64_t>(m_state.history.size())) {
    if (pause != nullptr) {
      pause->wait(stop);
    }
    const bool epochIsFull = m_state.step / m_stepsPerEpoch > static_cast<std::int64_t>(m_state.history.size());
    if (stop.stop_requested()) {
      saveCheckpoint();
      return result(TrainStatus::Stopped);
    }
    if (!epochIsFull) {
      trainStep(loader);
    } else if (!finishEpoch(stop)) {
      continue; // stopped during validation, which is done again on resuming
    }
    if (m_state.finished) {
      break;
    }
    if (secondsSince(m_lastCheckpoint) > m_config.checkpointMinutes * 60) {
      saveCheckpoint();
    }
  }
  return result(m_state.step < m_steps ? TrainStatus::StoppedEarly : TrainStatus::Finished);
}

void TrainingRun::trainStep(BatchLoader& loader) {
  const auto start = Clock::now();
  const bool frozen = epoch() < m_config.freezeEpochs;
  m_replicas.freezeBackbone(frozen);
  const std::vector<ReplicaBatch> batches = loader.next();
  const std::uint64_t seed = Random::forKey({m_config.seed, kStepKey, static_cast<std::uint64_t>(m_state.step)}).next();
  const StepOutcome outcome = m_replicas.step(batches, seed);
  if (!std::isfinite(outcome.lossSum)) {
    diverged(Message("the loss"));
  }
  m_lastRate = learningRateAt(m_config, m_state.step, m_steps);
  if (!std::isfinite(m_optimizer->apply(m_lastRate, m_state.step))) {
    diverged(Message("the gradient"));
  }
  ++m_state.step;
  m_state.lossSum += outcome.lossSum;
  m_state.correct += outcome.correct;
  m_state.images += static_cast<double>(outcome.images);
  const double taken = secondsSince(start);
  m_state.seconds += taken;
  m_trainSeconds += taken;
  m_trainImages += static_cast<double>(outcome.images);
  report(outcome, m_lastRate, taken);
}

void TrainingRun::diverged(const Message& what) {
  throw Error(ErrorKind::Diverged,
              Message("{folder}: {what} is not a number at step {step} (epoch {epoch}). Try a learning rate of "
                      "{rate} or gradient clipping (--clip 1). {hint}",
                      {{"folder", shownPath(m_folder)},
                       {"what", what},
                       {"step", m_state.step + 1},
                       {"epoch", epoch() + 1},
                       {"rate", fmt::format("{:.3g}", m_config.learningRate / 3)},
                       {"hint", savedWeightsHint()}}));
}

std::string TrainingRun::savedWeightsHint() const {
  if (m_state.bestEpoch > 0) {
    return std::string("The best weights before are in ") + RunFiles::kBest + " of the run folder";
  }
  return "No epoch had been finished, so no weights were saved";
}

void TrainingRun::report(const StepOutcome& outcome, double rate, double taken) {
  const bool firstOfSize = m_secondsPerStep == 0;
  m_secondsPerStep = firstOfSize ? taken : kSmoothing * m_secondsPerStep + (1 - kSmoothing) * taken;
  const std::int64_t done = m_state.step - 1;
  BatchEvent event;
  event.epoch = static_cast<int>(done / m_stepsPerEpoch) + 1;
  event.epochs = m_config.epochs();
  event.step = done % m_stepsPerEpoch + 1;
  event.steps = m_stepsPerEpoch;
  event.size = m_config.sizeOfEpoch(event.epoch - 1);
  event.loss = outcome.lossSum / static_cast<double>(outcome.images);
  event.accuracy = outcome.correct / static_cast<double>(outcome.images);
  event.learningRate = rate;
  event.imagesPerSecond = static_cast<double>(outcome.images) / m_secondsPerStep;
  event.secondsLeft = secondsLeft();
  m_observer.onBatch(event);
}

double TrainingRun::secondsLeft() const {
  // The cost of an image grows with its area; from what the current size costs the others are guessed.
  const double current =
      m_config.sizeOfEpoch(static_cast<int>(std::max<std::int64_t>(0, m_state.step - 1) / m_stepsPerEpoch));
  double left = 0;
  for (std::int64_t e = m_state.step / m_stepsPerEpoch; e < m_config.epochs(); ++e) {
    const double size = m_config.sizeOfEpoch(static_cast<int>(e));
    const auto steps = static_cast<double>((e + 1) * m_stepsPerEpoch - std::max(e * m_stepsPerEpoch, m_state.step));
    left += steps * m_secondsPerStep * (size * size) / (current * current);
  }
  return left;
}

bool TrainingRun::finishEpoch(std::stop_token stop) {
  const auto start = Clock::now();
  const int index = static_cast<int>(m_state.history.size());
  EpochRecord record;
  record.epoch = index + 1;
  record.size = m_config.sizeOfEpoch(index);
  record.trainLoss = m_state.lossSum / m_state.images;
  record.trainAccuracy = m_state.correct / m_state.images;
  record.learningRate = learningRateAt(m_config, m_state.step - 1, m_steps);
  record.imagesPerSecond = m_trainSeconds > 0 ? m_trainImages / m_trainSeconds : 0;
  m_info.inputSize = record.size;

  m_replicas.setBatchesTracked(m_state.step);
  m_optimizer->swapAverages();
  const StateDict state = m_replicas.state();
  m_optimizer->swapAverages();
  const auto classifier = makeClassifier(state, m_info, "the model being trained");
  const ValidationOutcome outcome = validateModel(*classifier, m_dataset, m_valid, m_config.replicas, std::move(stop));
  if (outcome.stopped) {
    return false;
  }
  if (!std::isfinite(outcome.loss)) {
    diverged(Message("the validation loss"));
  }
  record.validLoss = outcome.loss;
  record.validAccuracy = outcome.accuracy;
  record.seconds = m_state.seconds + secondsSince(start);

  const bool best = record.validLoss < m_state.bestLoss;
  if (best) {
    m_state.bestLoss = record.validLoss;
    m_state.bestEpoch = record.epoch;
  }
  m_state.history.push_back(record);
  const bool last = m_state.step >= m_steps;
  const bool outOfPatience = m_config.patience > 0 && record.epoch - m_state.bestEpoch >= m_config.patience;
  m_state.finished = last || outOfPatience;
  m_state.lossSum = m_state.correct = m_state.images = m_state.seconds = 0;
  m_trainSeconds = m_trainImages = 0;

  m_info.metrics = {
      {"epoch", record.epoch}, {"valid_loss", record.validLoss}, {"valid_accuracy", record.validAccuracy}};
  if (best) {
    saveWeights(m_folder / RunFiles::kBest, state, m_info);
  }
  if (m_state.finished) {
    saveWeights(m_folder / RunFiles::kFinal, state, m_info);
  }
  // The checkpoint comes last: killed before it, the epoch's end is done again and writes the same files.
  writeHistory(m_folder / RunFiles::kHistory, m_state.history);
  saveCheckpoint();
  m_observer.onEpoch({record, m_config.epochs(), best, secondsLeft()});
  if (m_config.sizeOfEpoch(index + 1) != record.size) {
    m_secondsPerStep = 0;
  }
  return true;
}

TrainResult TrainingRun::result(TrainStatus status) const {
  return {status, m_folder, m_state.history, m_state.bestEpoch};
}

} // namespace mien::detail
