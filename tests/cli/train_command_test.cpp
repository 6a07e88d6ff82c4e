#include "core/common/files/read_file.h"
#include "core/demo/demo_data.h"
#include "core/train/trainer.h"
#include "tests/cli/child.h"
#include "tests/cli/shell.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <string>
#include <sys/mount.h>
#include <unistd.h>
#include <vector>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::Child;

class TrainCommand : public testing::Test {
protected:
  void SetUp() override {
    writeDemoData(m_folder.path() / "data", {.trainImages = 26, .validImages = 10, .testImages = 2, .seed = 3});
  }

  std::vector<std::string> command(const std::string& name) const {
    return {"train",
            "--data",
            (m_folder.path() / "data").string(),
            "--saved",
            m_folder.path().string(),
            "--name",
            name,
            "--sizes",
            "48:3",
            "--batch",
            "8",
            "--replicas",
            "2",
            "--json",
            "--checkpoint-minutes",
            "0.001"}; // so often that most kills hit the writing of one
  }

  int resume(const std::string& name) const {
    Child child({"train", "--resume", (m_folder.path() / name).string(), "--json"});
    child.waitFor("\"end\"", 1);
    return child.wait();
  }

  std::string finalWeights(const std::string& name) const {
    return readFile(m_folder.path() / name / RunFiles::kFinal);
  }

  test::TempFolder m_folder;
};

TEST_F(TrainCommand, SurvivesKillNineAtAnyMoment) {
  Child whole(command("whole"));
  ASSERT_TRUE(whole.waitFor("\"end\"", 1));
  ASSERT_EQ(whole.wait(), 0);
  const std::string expected = finalWeights("whole");

  struct Moment {
    const char* word;
    int count;
    int delayMicroseconds;
  };
  // Before the first checkpoint, in the middle of a step, and while a checkpoint is being written (it takes about 100
  // ms and begins right after a batch event).
  const std::vector<Moment> moments{{"\"batch\"", 1, 0},
                                    {"\"batch\"", 2, 30'000},
                                    {"\"batch\"", 4, 60'000},
                                    {"\"checkpoint\"", 3, 0},
                                    {"\"batch\"", 7, 10'000}};
  int number = 0;
  for (const Moment& moment : moments) {
    const std::string name = "killed-" + std::to_string(++number);
    Child child(command(name));
    ASSERT_TRUE(child.waitFor(moment.word, moment.count));
    usleep(static_cast<useconds_t>(moment.delayMicroseconds));
    child.kill(SIGKILL);
    ASSERT_EQ(child.wait(), -SIGKILL);

    ASSERT_EQ(resume(name), 0);
    EXPECT_TRUE(finalWeights(name) == expected) << name;
    for (const auto& entry : fs::directory_iterator(m_folder.path() / name)) {
      EXPECT_NE(entry.path().extension(), ".tmp") << "left behind by the kill: " << entry.path();
    }
  }
}

/// A disk of its own, of a size that can be changed; only root can have one.
class SmallDisk {
public:
  SmallDisk(fs::path folder, const char* size) : m_folder(std::move(folder)) {
    fs::create_directories(m_folder);
    m_mounted = mount("tmpfs", m_folder.c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) {
      umount2(m_folder.c_str(), MNT_DETACH);
    }
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool mounted() const { return m_mounted; }
  void resize(const char* size) const {
    mount("tmpfs", m_folder.c_str(), "tmpfs", MS_REMOUNT, (std::string("size=") + size).c_str());
  }

private:
  fs::path m_folder;
  bool m_mounted = false;
};

TEST_F(TrainCommand, GoesOnAfterAFullDisk) {
  Child whole(command("whole"));
  ASSERT_TRUE(whole.waitFor("\"end\"", 1));
  ASSERT_EQ(whole.wait(), 0);

  const SmallDisk disk(m_folder.path() / "full", "300M"); // one checkpoint fits, the next one beside it does not
  if (!disk.mounted()) {
    GTEST_SKIP() << "only root can mount a small disk";
  }
  Child child(command("full"));
  EXPECT_TRUE(child.waitFor("\"checkpoint\"", 1));
  EXPECT_FALSE(child.waitFor("\"end\"", 1));
  EXPECT_EQ(child.wait(), 1);
  EXPECT_TRUE(fs::exists(m_folder.path() / "full" / RunFiles::kCheckpoint));

  disk.resize("900M");
  ASSERT_EQ(resume("full"), 0);
  EXPECT_TRUE(finalWeights("full") == finalWeights("whole"));
}

TEST_F(TrainCommand, StopsWithACheckpointAndTheSignalsStatus) {
  for (const auto& [signal, status] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
    const std::string name = "stopped-" + std::to_string(status);
    Child child(command(name));
    ASSERT_TRUE(child.waitFor("\"batch\"", 2));
    child.kill(signal);
    EXPECT_TRUE(child.waitFor("\"stopped\"", 1));
    EXPECT_EQ(child.wait(), status);
    EXPECT_TRUE(fs::exists(m_folder.path() / name / RunFiles::kCheckpoint));
  }
}

TEST_F(TrainCommand, GoesOnWithItsOwnSettingsOnly) {
  Child child(command("run"));
  ASSERT_TRUE(child.waitFor("\"batch\"", 1));
  child.kill(SIGINT);
  ASSERT_EQ(child.wait(), 130);
  const std::string run = (m_folder.path() / "run").string();
  EXPECT_EQ(Child({"train", "--resume", run, "--lr", "0.1"}).wait(), 2);
  EXPECT_EQ(Child({"train", "--resume", run, "--valid-share", "0.3"}).wait(), 2);
  EXPECT_EQ(Child({"train", "--changed-data", "--data", (m_folder.path() / "data").string()}).wait(), 2);

  // With an image less it goes on only when asked to.
  fs::remove(m_folder.path() / "data" / "FER2013Train" / "demo0000003.png");
  EXPECT_EQ(Child({"train", "--resume", run}).wait(), 2);
  EXPECT_EQ(Child({"train", "--resume", run, "--changed-data"}).wait(), 0);
}

TEST_F(TrainCommand, TakesADataSetWhoseNameIsNoUtf8FromInfoToEvaluation) {
  const fs::path odd = m_folder.path() / "donn\xe9"
                                         "es\nx";
  fs::rename(m_folder.path() / "data", odd);
  EXPECT_EQ(Child({"info", "--data", odd.string(), "--json"}).wait(), 0);
  auto arguments = command("odd");
  arguments[2] = odd.string();
  Child child(arguments);
  ASSERT_TRUE(child.waitFor("\"epoch\"", 1));
  child.kill(SIGINT);
  ASSERT_EQ(child.wait(), 130);
  EXPECT_EQ(readRunConfig(m_folder.path() / "odd").data, odd.string());
  EXPECT_EQ(resume("odd"), 0);
  for (const char* command : {"evaluate", "calibrate"}) {
    EXPECT_EQ(Child({command, "--model", (m_folder.path() / "odd").string(), "--data", odd.string(), "--out",
                     (m_folder.path() / "out\xe9" / command).string()})
                  .wait(),
              0)
        << command;
  }
}

TEST_F(TrainCommand, ManyAtOnceTakeDifferentNames) {
  const std::vector<std::string> arguments{"train",
                                           "--data",
                                           (m_folder.path() / "data").string(),
                                           "--saved",
                                           m_folder.path().string(),
                                           "--sizes",
                                           "48:1",
                                           "--batch",
                                           "8",
                                           "--json",
                                           "--replicas",
                                           "1"};
  Child first(arguments);
  Child second(arguments);
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  EXPECT_TRUE(fs::exists(m_folder.path() / "run-1" / RunFiles::kFinal));
  EXPECT_TRUE(fs::exists(m_folder.path() / "run-2" / RunFiles::kFinal));
}

TEST_F(TrainCommand, RepeatsTheSettingsOfAnEarlierRun) {
  auto arguments = command("first");
  arguments.insert(arguments.end(), {"--label-smoothing", "0.25", "--seed", "9"});
  Child first(arguments);
  ASSERT_TRUE(first.waitFor("\"batch\"", 1));
  first.kill(SIGINT);
  ASSERT_EQ(first.wait(), 130);

  Child second({"train", "--config", (m_folder.path() / "first" / RunFiles::kConfig).string(), "--saved",
                m_folder.path().string(), "--seed", "10", "--json"});
  ASSERT_TRUE(second.waitFor("\"batch\"", 1));
  second.kill(SIGINT);
  ASSERT_EQ(second.wait(), 130);
  TrainConfig expected = readRunConfig(m_folder.path() / "first");
  expected.name = "run-1";
  expected.seed = 10;
  EXPECT_EQ(toJson(readRunConfig(m_folder.path() / "run-1")), toJson(expected));
}

TEST_F(TrainCommand, RefusesWhatItCannotUse) {
  const auto status = [&](const std::string& extra, const std::string& value) {
    auto arguments = command("bad");
    arguments.push_back(extra);
    arguments.push_back(value);
    return Child(arguments).wait();
  };
  EXPECT_EQ(status("--sizes", "48"), 2);
  EXPECT_EQ(status("--optimizer", "lion"), 2);
  EXPECT_EQ(status("--init", "/nowhere.pth"), 2);
  EXPECT_EQ(status("--config", "/nowhere.json"), 2);
  EXPECT_EQ(Child({"train", "--data", "/nowhere"}).wait(), 2);
  EXPECT_EQ(Child({"train", "--resume", "/nowhere"}).wait(), 2);
  EXPECT_EQ(Child({"train"}).wait(), 2);
}

TEST_F(TrainCommand, ARefusedStartLeavesNoFolder) {
  const fs::path saved = m_folder.path() / "runs";
  fs::create_directories(saved);
  m_folder.write("weights.pth", "no weights");
  const std::string weights = (m_folder.path() / "weights.pth").string();
  const std::vector<std::vector<std::string>> refused{{"--init", weights},
                                                      {"--init", weights, "--name", "mine"},
                                                      {"--labels", "sampled", "--batch", "1", "--replicas", "2"},
                                                      {"--name", "a/b"},
                                                      {"--label-names", "anger,disgust"}};
  for (const auto& extra : refused) {
    std::vector<std::string> arguments{"train", "--data", (m_folder.path() / "data").string(), "--saved",
                                       saved.string()};
    arguments.insert(arguments.end(), extra.begin(), extra.end());
    EXPECT_EQ(Child(arguments).wait(), 2) << extra.front();
    EXPECT_TRUE(fs::is_empty(saved)) << extra.front() << " " << extra.back();
  }
}

// What a stopped run says can be copied into a shell, also from a folder whose name needs quotes.
TEST_F(TrainCommand, TheAdviceOfAStoppedRunWorksAsItStands) {
  const fs::path place = m_folder.path() / "it's a place";
  fs::create_directories(place);
  fs::rename(m_folder.path() / "data", place / "data");
  Child child({"train", "--data", "data", "--saved", "saved", "--name", "my run", "--sizes", "48:2", "--batch", "8",
               "--replicas", "1"},
              place.string());
  ASSERT_TRUE(child.waitFor("epoch 1/2", 1));
  child.kill(SIGINT);
  std::string advice;
  ASSERT_TRUE(child.waitFor("go on with: ", 1, &advice));
  EXPECT_EQ(child.wait(), 130);
  advice = advice.substr(advice.find("mien-cli ") + 8);
  const test::ShellResult resumed = test::shell("$CLI" + advice.substr(0, advice.find('\n')), place);
  EXPECT_EQ(resumed.status, 0) << resumed.err;

  // And so can what the refusal of other settings says; "..." stands for the rest.
  const test::ShellResult refused = test::shell("$CLI train --resume 'saved/my run' --lr 0.002", place);
  EXPECT_EQ(refused.status, 2);
  const std::string begin = refused.err.substr(refused.err.find("--config"));
  const test::ShellResult again =
      test::shell("$CLI train " + begin.substr(0, begin.find(" ...")) + " 0.002 --sizes 48:1", place);
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_TRUE(fs::exists(place / "saved/run-1" / RunFiles::kFinal));
}

} // namespace
} // namespace mien
