#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/demo/demo_data.h"
#include "core/model/default_model.h"
#include "core/model/weights_file.h"
#include "core/train/detail/checkpoint.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <thread>

namespace mien {
namespace {

namespace fs = std::filesystem;

class Watcher : public TrainObserver {
public:
  std::function<void(const BatchEvent&)> batch;
  int batches = 0;
  std::vector<EpochEvent> epochs;
  std::vector<std::string> messages;

  void onBatch(const BatchEvent& event) override {
    ++batches;
    if (batch) {
      batch(event);
    }
  }
  void onEpoch(const EpochEvent& event) override { epochs.push_back(event); }
  void onMessage(const Message& message) override { messages.push_back(message.english()); }
};

/// Real training of the real network, on 24 drawn faces: 2 epochs of 3 steps.
class Trainer : public testing::Test {
protected:
  static void SetUpTestSuite() {
    s_folder = new test::TempFolder;
    writeDemoData(s_folder->path() / "data", {.trainImages = 26, .validImages = 10, .testImages = 2, .seed = 3});
    s_dataset = new Dataset(loadDataset(s_folder->path() / "data"));
  }
  static void TearDownTestSuite() {
    delete s_dataset;
    delete s_folder;
  }

  static TrainConfig config() {
    TrainConfig c;
    c.name = "test";
    c.batch = 8;
    c.replicas = 2;
    c.sizes = {{48, 1}, {56, 1}};
    c.mixup = 0.2;
    return c;
  }

  fs::path folder(const char* name) const { return m_runs.path() / name; }

  /// The final weights of an undisturbed run.
  std::string undisturbed(const TrainConfig& c) {
    Watcher watcher;
    const TrainResult result = train(c, *s_dataset, folder("undisturbed"), watcher);
    EXPECT_EQ(result.status, TrainStatus::Finished);
    m_steps = watcher.batches;
    return readFile(folder("undisturbed") / RunFiles::kFinal);
  }

  static test::TempFolder* s_folder;
  static Dataset* s_dataset;
  test::TempFolder m_runs;
  int m_steps = 0;
};

test::TempFolder* Trainer::s_folder = nullptr;
Dataset* Trainer::s_dataset = nullptr;

TEST_F(Trainer, WritesARunAndTellsOfIt) {
  Watcher watcher;
  std::vector<BatchEvent> events;
  watcher.batch = [&](const BatchEvent& event) { events.push_back(event); };
  const TrainResult result = train(config(), *s_dataset, folder("a"), watcher);

  EXPECT_EQ(result.status, TrainStatus::Finished);
  ASSERT_EQ(result.history.size(), 2U);
  ASSERT_EQ(watcher.epochs.size(), 2U);
  EXPECT_EQ(static_cast<std::int64_t>(events.size()), 2 * events.front().steps);
  EXPECT_EQ(events.front().size, 48);
  EXPECT_EQ(events.back().size, 56);
  EXPECT_NEAR(events.front().loss, std::log(8.0), 1e-4) << "a zero classifier knows nothing";
  for (const BatchEvent& event : events) {
    EXPECT_GT(event.imagesPerSecond, 0);
  }
  EXPECT_GT(events.front().secondsLeft, 0);
  EXPECT_GT(events[events.size() - 2].secondsLeft, 0);
  EXPECT_EQ(events.back().secondsLeft, 0) << "nothing is left after the last step";
  for (const char* file :
       {RunFiles::kConfig, RunFiles::kHistory, RunFiles::kBest, RunFiles::kFinal, RunFiles::kCheckpoint}) {
    EXPECT_TRUE(fs::exists(folder("a") / file)) << file;
  }
  const ModelInfo info = readModelInfo(folder("a") / RunFiles::kFinal);
  EXPECT_TRUE(info.assumed.empty());
  EXPECT_EQ(info.inputSize, 56);
  EXPECT_NEAR(info.metrics.at("valid_loss"), result.history.back().validLoss, 1e-9);
}

TEST_F(Trainer, GivesTheSameWeightsTwice) {
  const std::string first = undisturbed(config());
  Watcher watcher;
  (void)train(config(), *s_dataset, folder("again"), watcher);
  EXPECT_TRUE(readFile(folder("again") / RunFiles::kFinal) == first);

  TrainConfig other = config();
  other.seed = 2;
  (void)train(other, *s_dataset, folder("other seed"), watcher);
  EXPECT_FALSE(readFile(folder("other seed") / RunFiles::kFinal) == first);
}

TEST_F(Trainer, ResumesAsIfNothingHadHappened) {
  const std::string expected = undisturbed(config());
  ASSERT_GE(m_steps, 4);
  for (const int stopAfter : {1, m_steps / 2, m_steps - 1}) { // in an epoch, between two, and just before the end
    const fs::path run = folder(("stop " + std::to_string(stopAfter)).c_str());
    std::stop_source stop;
    Watcher watcher;
    watcher.batch = [&](const BatchEvent&) {
      if (watcher.batches == stopAfter) {
        stop.request_stop();
      }
    };
    const TrainResult stopped = train(config(), *s_dataset, run, watcher, stop.get_token());
    EXPECT_EQ(stopped.status, TrainStatus::Stopped);
    EXPECT_LE(watcher.batches, stopAfter + 1) << "a stop must be clean within two steps";

    const fs::path historyFile = run / RunFiles::kHistory;
    if (fs::exists(historyFile)) { // as Mien 0.1 left it on machines with a decimal comma
      std::string history = readFile(historyFile);
      std::ranges::replace(history, '.', ',');
      writeFileAtomically(historyFile, history);
    }
    Watcher rest;
    EXPECT_EQ(resumeTraining(run, *s_dataset, rest).status, TrainStatus::Finished);
    const std::string history = readFile(historyFile);
    EXPECT_EQ(std::ranges::count(history, ','), 8 * std::ranges::count(history, '\n')) << history;
    EXPECT_EQ(watcher.batches + rest.batches, m_steps);
    EXPECT_TRUE(readFile(run / RunFiles::kFinal) == expected) << "stopped after step " << stopAfter;
  }
}

/// Stopped after its first step, on `data`.
void beginAndStop(const TrainConfig& c, const Dataset& data, const fs::path& folder) {
  std::stop_source stop;
  Watcher watcher;
  watcher.batch = [&](const BatchEvent&) { stop.request_stop(); };
  ASSERT_EQ(train(c, data, folder, watcher, stop.get_token()).status, TrainStatus::Stopped);
}

bool told(const Watcher& watcher, const std::string& text) {
  return std::ranges::any_of(watcher.messages,
                             [&](const std::string& message) { return message.find(text) != std::string::npos; });
}

TEST_F(Trainer, RefusesToGoOnWithOtherDataUnlessAsked) {
  TrainConfig c = config();
  c.sizes = {{48, 1}};
  beginAndStop(c, *s_dataset, folder("changed"));
  Dataset changed = *s_dataset;
  std::swap(changed.samples[0].votes[0], changed.samples[0].votes[1]);
  changed.samples[0].votes[2] += 1;
  changed.samples[1].split = Split::Valid;
  Watcher watcher;
  try {
    (void)resumeTraining(folder("changed"), changed, watcher);
    FAIL() << "it went on";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData);
    EXPECT_NE(std::string(error.what()).find("1 has another label, 1 moved from train to valid"), std::string::npos)
        << error.what();
    EXPECT_NE(std::string(error.what()).find("--changed-data"), std::string::npos);
  }
  EXPECT_EQ(datasetChanges(folder("changed"), changed)->relabelled, 1U);
  EXPECT_FALSE(datasetChanges(folder("changed"), *s_dataset)->any());

  const TrainResult result = resumeTraining(folder("changed"), changed, watcher, {}, nullptr, ChangedData::Accept);
  EXPECT_EQ(result.status, TrainStatus::Finished);
  EXPECT_TRUE(told(watcher, "1 has another label"));
  const auto info = readStoredModelInfo(folder("changed") / RunFiles::kFinal);
  ASSERT_TRUE(info && info->trainingData);
  EXPECT_EQ(*info->trainingData, ImageFingerprints(changed).identity());
  const auto list = ImageFingerprints::read(folder("changed") / RunFiles::kImages);
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->countTrained(changed, Split::Valid), 1U) << "it was trained on before it moved";
}

TEST_F(Trainer, GoesOnWithARunOfEarlierVersionsAndWhereTheDataHasMoved) {
  TrainConfig c = config();
  c.sizes = {{48, 1}};
  c.data = "/where/it/was";
  beginAndStop(c, *s_dataset, folder("old"));
  fs::remove(folder("old") / RunFiles::kImages);
  Watcher watcher;
  EXPECT_EQ(resumeTraining(folder("old"), *s_dataset, watcher).status, TrainStatus::Finished);
  EXPECT_TRUE(told(watcher, "does not remember its images"));
  EXPECT_EQ(readRunConfig(folder("old")).data, s_dataset->root.string());
}

TEST_F(Trainer, ARefusedStartLeavesNoFolder) {
  Watcher watcher;
  TrainConfig c = config();
  c.init = "/nowhere.pth";
  EXPECT_THROW((void)train(c, *s_dataset, folder("refused"), watcher), Error);
  EXPECT_FALSE(fs::exists(folder("refused")));
  Dataset none = *s_dataset;
  std::erase_if(none.samples, [](const Sample& sample) { return sample.split != Split::Test; });
  EXPECT_THROW((void)train(config(), none, folder("refused"), watcher), Error);
  EXPECT_FALSE(fs::exists(folder("refused")));
  fs::create_directories(folder("refused")); // claimRunName() has made it
  c = config();
  c.batch = 0;
  EXPECT_THROW((void)train(c, *s_dataset, folder("refused"), watcher), Error);
  EXPECT_FALSE(fs::exists(folder("refused")));
}

TEST_F(Trainer, WeightsThatAreNoNumbersAreRefusedByName) {
  const auto model = findDefaultModel();
  ASSERT_TRUE(model);
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    Weights weights = loadWeights(*model);
    NamedArray& array = weights.state.at(7);
    std::vector<float> numbers = toFloat(array);
    numbers.back() = bad;
    array.type = DType::Float32;
    array.bytes.resize(numbers.size() * sizeof(float));
    std::memcpy(array.bytes.data(), numbers.data(), array.bytes.size());
    TrainConfig c = config();
    c.init = (m_runs / "bad.pth").string();
    saveWeights(c.init, weights.state, *weights.info);
    Watcher watcher;
    try {
      (void)train(c, *s_dataset, folder("refused"), watcher);
      ADD_FAILURE() << "was trained on";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::BadData);
      EXPECT_NE(std::string(error.what()).find("bad.pth"), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("'" + array.name + "'"), std::string::npos) << error.what();
    }
    EXPECT_FALSE(fs::exists(folder("refused")));
  }
}

TEST_F(Trainer, StopsWhenTheValidationLossHasNotFallenForAsManyEpochsAsAsked) {
  Dataset opposed = *s_dataset; // what is learned from one split is wrong in the other: the loss only rises
  for (Sample& sample : opposed.samples) {
    sample.votes = {};
    sample.votes[sample.split == Split::Train ? 1 : 3] = 10;
  }
  TrainConfig c = config();
  c.sizes = {{48, 5}};
  c.ema = 0;
  c.patience = 1;
  c.schedule = ScheduleKind::Constant;
  Watcher watcher;
  const TrainResult result = train(c, opposed, folder("tired"), watcher);
  EXPECT_EQ(result.status, TrainStatus::StoppedEarly);
  EXPECT_EQ(result.bestEpoch, 1);
  EXPECT_EQ(result.history.size(), 2U);
  EXPECT_TRUE(told(watcher, "show happiness"));
}

/// The numbers of one tensor of a checkpoint.
std::vector<float> checkpointed(const fs::path& run, const std::string& name, std::size_t count) {
  const std::string bytes = readFile(run / RunFiles::kCheckpoint);
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  const auto offsets = nlohmann::json::parse(bytes.substr(8, length)).at(name).at("data_offsets");
  std::vector<float> values(count);
  std::memcpy(values.data(), bytes.data() + 8 + length + offsets[0].get<std::size_t>(), count * sizeof(float));
  return values;
}

TEST_F(Trainer, SavesTheAveragesAndGoesOnFromTheWeights) {
  TrainConfig c = config();
  c.sizes = {{48, 1}};
  c.ema = 0.9;
  Watcher watcher;
  (void)train(c, *s_dataset, folder("averages"), watcher);
  const std::string name = "classifier.1.bias";
  std::vector<float> saved;
  for (const NamedArray& array : loadWeights(folder("averages") / RunFiles::kFinal).state) {
    if (array.name == name) {
      saved = toFloat(array);
    }
  }
  ASSERT_EQ(saved.size(), 8U);
  EXPECT_EQ(checkpointed(folder("averages"), "average/" + name, 8), saved);
  EXPECT_NE(checkpointed(folder("averages"), "weights/" + name, 8), saved);
}

TEST_F(Trainer, FreezesTheBackboneForAsManyEpochsAsAsked) {
  const std::string name = "features.0.0.weight";
  const auto stem = [&](const fs::path& file) {
    for (const NamedArray& array : loadWeights(file).state) {
      if (array.name == name) {
        return toFloat(array);
      }
    }
    return std::vector<float>();
  };
  TrainConfig c = config();
  c.sizes = {{48, 1}};
  c.ema = 0;
  Watcher watcher;
  (void)train(c, *s_dataset, folder("start"), watcher);
  c.init = (folder("start") / RunFiles::kFinal).string();
  const std::vector<float> before = stem(c.init);
  ASSERT_FALSE(before.empty());

  (void)train(c, *s_dataset, folder("free"), watcher);
  EXPECT_NE(stem(folder("free") / RunFiles::kFinal), before);
  c.freezeEpochs = 1;
  (void)train(c, *s_dataset, folder("frozen"), watcher);
  EXPECT_EQ(stem(folder("frozen") / RunFiles::kFinal), before);
  c.sizes = {{48, 2}};
  (void)train(c, *s_dataset, folder("thawed"), watcher);
  EXPECT_NE(stem(folder("thawed") / RunFiles::kFinal), before);
}

TEST_F(Trainer, LeavesAFinishedRunAlone) {
  (void)undisturbed(config());
  Watcher watcher;
  EXPECT_EQ(resumeTraining(folder("undisturbed"), *s_dataset, watcher).status, TrainStatus::Finished);
  EXPECT_EQ(watcher.batches, 0);
  EXPECT_THROW((void)train(config(), *s_dataset, folder("undisturbed"), watcher), Error);
}

TEST_F(Trainer, CountsTheBatchesOfEveryNorm) {
  (void)undisturbed(config());
  int norms = 0;
  for (const NamedArray& array : loadWeights(folder("undisturbed") / RunFiles::kFinal).state) {
    if (array.name.ends_with("num_batches_tracked")) {
      ++norms;
      ASSERT_EQ(toFloat(array).front(), static_cast<float>(m_steps)) << array.name;
    }
  }
  EXPECT_EQ(norms, 78) << "an EfficientNet-B3 has so many";
}

TEST_F(Trainer, ResumesWithoutTheFileItStartedFrom) {
  TrainConfig c = config();
  (void)undisturbed(c);
  c.init = (folder("undisturbed") / RunFiles::kFinal).string();
  std::stop_source stop;
  Watcher watcher;
  watcher.batch = [&](const BatchEvent&) { stop.request_stop(); };
  (void)train(c, *s_dataset, folder("tuned"), watcher, stop.get_token());
  fs::remove(c.init);
  EXPECT_EQ(resumeTraining(folder("tuned"), *s_dataset, watcher).status, TrainStatus::Finished);
}

TEST_F(Trainer, DoesNotWriteOverACheckpointWithoutItsSettings) {
  fs::create_directories(folder("orphan"));
  writeFileAtomically(folder("orphan") / RunFiles::kCheckpoint, "precious");
  Watcher watcher;
  EXPECT_THROW((void)train(config(), *s_dataset, folder("orphan"), watcher), Error);
  EXPECT_EQ(readFile(folder("orphan") / RunFiles::kCheckpoint), "precious");
}

TEST_F(Trainer, StopsWithAdviceWhenTheLossIsNotANumber) {
  TrainConfig c = config();
  c.optimizer = OptimizerKind::Sgd;
  c.schedule = ScheduleKind::Constant;
  c.learningRate = 10;
  c.weightDecay = 10;
  c.ema = 0;
  c.sizes = {{48, 200}};
  Watcher watcher;
  try {
    (void)train(c, *s_dataset, folder("nan"), watcher);
    FAIL() << "it did not diverge";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Diverged);
    const std::string advice = error.what();
    EXPECT_NE(advice.find("learning rate"), std::string::npos);
    EXPECT_EQ(advice.find(RunFiles::kBest) != std::string::npos, fs::exists(folder("nan") / RunFiles::kBest)) << advice;
  }
  for (const auto* name : {RunFiles::kBest, RunFiles::kFinal}) {
    if (fs::exists(folder("nan") / name)) {
      for (const NamedArray& array : loadWeights(folder("nan") / name).state) {
        for (const float value : toFloat(array)) {
          ASSERT_TRUE(std::isfinite(value)) << array.name;
        }
      }
    }
  }
}

TEST_F(Trainer, PausesBetweenTwoSteps) {
  PauseSwitch pause;
  Watcher watcher;
  std::jthread resumer;
  std::chrono::steady_clock::time_point paused;
  double waited = 0;
  watcher.batch = [&](const BatchEvent&) {
    const auto now = std::chrono::steady_clock::now();
    if (watcher.batches == 1) {
      pause.pause();
      paused = now;
      resumer = std::jthread([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        pause.resume();
      });
    } else if (watcher.batches == 2) {
      waited = std::chrono::duration<double>(now - paused).count();
    }
  };
  EXPECT_EQ(train(config(), *s_dataset, folder("paused"), watcher, {}, &pause).status, TrainStatus::Finished);
  EXPECT_GE(waited, 0.6);
}

TEST_F(Trainer, StartsFromOtherWeightsAndSaysWhatItLeftOut) {
  (void)undisturbed(config());
  TrainConfig c = config();
  c.init = (folder("undisturbed") / RunFiles::kFinal).string();
  c.classes = 7;
  c.freezeEpochs = 1;
  c.sizes = {{48, 1}};
  c.ema = 0;
  Watcher watcher;
  (void)train(c, *s_dataset, folder("seven"), watcher);
  const auto mentions = [&](const char* name) {
    return std::any_of(watcher.messages.begin(), watcher.messages.end(),
                       [&](const std::string& text) { return text.find(name) != std::string::npos; });
  };
  EXPECT_TRUE(mentions("classifier.1.weight"));
  EXPECT_TRUE(mentions("classifier.1.bias"));
  EXPECT_FALSE(mentions("features."));

  const Weights before = loadWeights(c.init);
  const Weights after = loadWeights(folder("seven") / RunFiles::kFinal);
  ASSERT_EQ(before.state.size(), after.state.size());
  for (std::size_t i = 0; i < before.state.size(); ++i) {
    if (before.state[i].name.starts_with("features.") && !before.state[i].name.ends_with("num_batches_tracked")) {
      EXPECT_TRUE(before.state[i].bytes == after.state[i].bytes) << before.state[i].name << " is frozen";
    }
  }
}

} // namespace
} // namespace mien
