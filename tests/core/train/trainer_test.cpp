#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/data/demo_data.h"
#include "core/model/weights_file.h"
#include "core/train/detail/checkpoint.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
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
  void onMessage(const std::string& text) override { messages.push_back(text); }
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
    EXPECT_GE(event.secondsLeft, 0);
  }
  for (const char* file :
       {RunFiles::kConfig, RunFiles::kHistory, RunFiles::kBest, RunFiles::kFinal, RunFiles::kCheckpoint}) {
    EXPECT_TRUE(fs::exists(folder("a") / file)) << file;
  }
  const ModelInfo info = peekModel(folder("a") / RunFiles::kFinal);
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

TEST_F(Trainer, LeavesAFinishedRunAlone) {
  (void)undisturbed(config());
  Watcher watcher;
  EXPECT_EQ(resumeTraining(folder("undisturbed"), *s_dataset, watcher).status, TrainStatus::Finished);
  EXPECT_EQ(watcher.batches, 0);
  EXPECT_THROW((void)train(config(), *s_dataset, folder("undisturbed"), watcher), Error);
}

TEST_F(Trainer, CountsTheBatchesOfEveryNorm) {
  (void)undisturbed(config());
  for (const NamedArray& array : loadWeights(folder("undisturbed") / RunFiles::kFinal).state) {
    if (array.name.ends_with("num_batches_tracked")) {
      ASSERT_EQ(toFloat(array).front(), static_cast<float>(m_steps)) << array.name;
    }
  }
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
