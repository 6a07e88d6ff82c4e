#include "core/common/atomic_file.h"
#include "core/data/demo_data.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace mien {
namespace {

namespace fs = std::filesystem;

/// mien-cli in a process of its own, its standard output on a pipe.
class Child {
public:
  explicit Child(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), MIEN_CLI);
    std::vector<char*> argv;
    for (std::string& argument : arguments) {
      argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipe");
    }
    m_pid = fork();
    if (m_pid == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    m_out = fdopen(ends[0], "r");
  }
  ~Child() {
    kill(SIGKILL);
    wait();
    std::fclose(m_out);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Reads lines until `count` of them hold `word`; false at the end of the output.
  bool waitFor(const std::string& word, int count) {
    char line[4096];
    while (count > 0 && std::fgets(line, sizeof(line), m_out) != nullptr) {
      count -= std::string(line).find(word) != std::string::npos ? 1 : 0;
    }
    return count == 0;
  }

  void kill(int signal) const {
    if (m_pid > 0) {
      ::kill(m_pid, signal);
    }
  }

  /// Exit status, or minus the signal.
  int wait() {
    if (m_pid > 0) {
      int status = 0;
      waitpid(m_pid, &status, 0);
      m_pid = -1;
      m_status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    return m_status;
  }

private:
  pid_t m_pid = -1;
  FILE* m_out = nullptr;
  int m_status = 0;
};

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

} // namespace
} // namespace mien
