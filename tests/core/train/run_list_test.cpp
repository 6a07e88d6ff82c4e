#include "core/train/run_list.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/train/history.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>

namespace mien {
namespace {

namespace fs = std::filesystem;

const std::vector<EpochRecord> kHistory{{1, 48, 1.5, 0.41, 1.25, 0.55, 5e-4, 200.5, 143.5},
                                        {2, 48, 1.25, 0.5, 1.0, 0.625, 2e-3, 190.0, 151.5},
                                        {3, 64, 1.125, 0.5625, 1.0625, 0.6875, 1e-7, 120.0, 230.0}};

class RunList : public testing::Test {
protected:
  fs::path saved() const { return m_folder.path() / "saved"; }

  /// A run with `epochs` of kHistory, as train() leaves it.
  fs::path makeRun(const std::string& name, std::size_t epochs, bool finished) const {
    TrainConfig config;
    config.name = name;
    config.sizes = {{48, 2}, {64, 1}};
    const fs::path folder = saved() / name;
    fs::create_directories(folder);
    writeFileAtomically(folder / RunFiles::kConfig, toJson(config).dump(2));
    writeFileAtomically(folder / RunFiles::kCheckpoint, std::string_view("not read"));
    if (epochs > 0) {
      writeHistory(folder / RunFiles::kHistory, {kHistory.begin(), kHistory.begin() + static_cast<int>(epochs)});
      writeFileAtomically(folder / RunFiles::kBest, std::string_view("not read"));
    }
    if (finished) {
      writeFileAtomically(folder / RunFiles::kFinal, std::string_view("not read"));
    }
    return folder;
  }

  static ErrorKind kindOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "no Error";
    return ErrorKind::Internal;
  }

  test::TempFolder m_folder;
};

TEST_F(RunList, ReadsAFinishedRun) {
  const RunInfo run = readRun(makeRun("good", 3, true));
  EXPECT_EQ(run.name(), "good");
  EXPECT_EQ(run.problem, "");
  EXPECT_EQ(run.config.name, "good");
  EXPECT_EQ(run.history, kHistory);
  EXPECT_TRUE(run.finished);
  EXPECT_FALSE(run.resumable);
  EXPECT_EQ(run.weights, saved() / "good" / RunFiles::kBest);
  ASSERT_TRUE(run.best().has_value());
  EXPECT_EQ(run.best()->epoch, 2) << "the lowest validation loss, not the last epoch";
  EXPECT_DOUBLE_EQ(run.seconds(), 525);
}

// Mien 0.1 wrote 1,500000 for 1.5 where people write numbers so.
TEST_F(RunList, ReadsARunWithDecimalCommas) {
  const fs::path folder = makeRun("commas", 3, false);
  std::string history = readFile(folder / RunFiles::kHistory);
  std::ranges::replace(history, '.', ',');
  writeFileAtomically(folder / RunFiles::kHistory, history);
  const RunInfo run = readRun(folder);
  EXPECT_EQ(run.problem, "");
  EXPECT_TRUE(run.resumable);
  EXPECT_EQ(run.config.name, "commas");
  EXPECT_EQ(run.history, kHistory);
}

TEST_F(RunList, TellsUnfinishedRunsFromFinishedOnes) {
  const RunInfo cut = readRun(makeRun("cut", 1, false));
  EXPECT_FALSE(cut.finished);
  EXPECT_TRUE(cut.resumable);
  EXPECT_TRUE(cut.checkpoint);

  const fs::path fresh = makeRun("fresh", 0, false);
  fs::remove(fresh / RunFiles::kCheckpoint);
  const RunInfo begun = readRun(fresh);
  EXPECT_TRUE(begun.resumable);
  EXPECT_FALSE(begun.checkpoint);
  EXPECT_TRUE(begun.weights.empty());
  EXPECT_FALSE(begun.best().has_value());
}

TEST_F(RunList, ListsTheLastChangedFirstAndLeavesOtherFoldersOut) {
  EXPECT_TRUE(listRuns(saved()).empty()) << "no such folder";
  const auto now = fs::file_time_type::clock::now();
  for (const auto& [name, hours] : {std::pair{"old", 2}, std::pair{"new", 0}, std::pair{"middle", 1}}) {
    const fs::path folder = makeRun(name, 1, true);
    for (const auto& entry : fs::directory_iterator(folder)) {
      fs::last_write_time(entry, now - std::chrono::hours(hours));
    }
  }
  fs::create_directories(saved() / "notes");
  writeFileAtomically(saved() / "README.md", std::string_view("text"));

  std::vector<std::string> names;
  for (const RunInfo& run : listRuns(saved())) {
    names.push_back(run.name());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"new", "middle", "old"}));
}

TEST_F(RunList, ChangedWhenTheLatestOfItsFilesDid) {
  const fs::path run = makeRun("run", 1, true);
  const auto now = fs::file_time_type::clock::now();
  for (const char* latest : {RunFiles::kConfig, RunFiles::kHistory, RunFiles::kBest, RunFiles::kCheckpoint}) {
    for (const auto& entry : fs::directory_iterator(run)) {
      fs::last_write_time(entry, now - std::chrono::hours(2));
    }
    fs::last_write_time(run / latest, now);
    EXPECT_EQ(readRun(run).changed, fs::last_write_time(run / latest)) << latest;
  }
}

TEST_F(RunList, GivesEachOfManyAtOnceANameOfItsOwn) {
  std::vector<std::string> names(32);
  {
    std::vector<std::jthread> threads;
    for (std::string& name : names) {
      threads.emplace_back([&] { name = claimRunName(saved()); });
    }
  }
  const std::set<std::string> different(names.begin(), names.end());
  EXPECT_EQ(different.size(), names.size());
  EXPECT_TRUE(different.contains("run-1"));
  for (const std::string& name : names) {
    EXPECT_TRUE(fs::is_directory(saved() / name)) << name;
  }
}

TEST_F(RunList, OfManyThatClaimOneRunOneGetsIt) {
  std::atomic<int> made = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] { made += claimRun(saved(), "demo") ? 1 : 0; });
    }
  }
  EXPECT_EQ(made, 1);
  writeFileAtomically(saved() / "file", std::string_view("in the way"));
  EXPECT_FALSE(claimRun(saved(), "file"));
  EXPECT_EQ(kindOf([&] { (void)claimRun(saved(), "demo/none/deeper"); }), ErrorKind::Io);
}

TEST_F(RunList, ReportsDamageInsteadOfThrowing) {
  writeFileAtomically(makeRun("config", 2, true) / RunFiles::kConfig, std::string_view("{ not json"));
  writeFileAtomically(makeRun("history", 2, false) / RunFiles::kHistory, std::string_view("epoch\n1\n"));
  fs::remove(makeRun("none", 1, false) / RunFiles::kConfig);
  writeFileAtomically(makeRun("limits", 1, false) / RunFiles::kConfig, std::string_view(R"({"classes": 3})"));

  const std::vector<RunInfo> runs = listRuns(saved());
  ASSERT_EQ(runs.size(), 4U);
  for (const RunInfo& run : runs) {
    EXPECT_NE(run.problem, "") << run.name();
    EXPECT_FALSE(run.resumable) << run.name();
    EXPECT_FALSE(run.weights.empty()) << run.name() << " can still be evaluated";
  }
}

TEST_F(RunList, RenamesFolderAndConfig) {
  const fs::path folder = makeRun("before", 1, true);
  makeRun("taken", 1, true);
  const fs::path renamed = renameRun(folder, "after");
  EXPECT_EQ(renamed, saved() / "after");
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(readRun(renamed).config.name, "after");
  EXPECT_EQ(readRun(renamed).history.size(), 1U);

  EXPECT_EQ(renameRun(renamed, "after"), renamed);
  EXPECT_EQ(kindOf([&] { renameRun(renamed, "taken"); }), ErrorKind::BadArgument);
  EXPECT_EQ(kindOf([&] { renameRun(folder, "other"); }), ErrorKind::NotFound);
  for (const char* name : {"", ".", "..", ".hidden", "a/b", "a\\b", "line\nbreak"}) {
    EXPECT_EQ(kindOf([&] { renameRun(renamed, name); }), ErrorKind::BadArgument) << name;
  }
  EXPECT_TRUE(fs::exists(renamed));
}

TEST_F(RunList, RenamesARunWithADamagedConfig) {
  const fs::path folder = makeRun("damaged", 1, true);
  writeFileAtomically(folder / RunFiles::kConfig, std::string_view("{"));
  EXPECT_EQ(readFile(renameRun(folder, "renamed") / RunFiles::kConfig), "{");
}

TEST_F(RunList, DeletesRunsAndNothingElse) {
  const fs::path folder = makeRun("gone", 2, true);
  deleteRun(fs::path(folder.string() + "/"));
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(kindOf([&] { deleteRun(folder); }), ErrorKind::NotFound);
  fs::create_directories(saved() / "notes");
  EXPECT_EQ(kindOf([&] { deleteRun(saved() / "notes"); }), ErrorKind::BadArgument);
  EXPECT_EQ(kindOf([&] { deleteRun(saved()); }), ErrorKind::BadArgument);
  EXPECT_TRUE(fs::exists(saved() / "notes"));
}

TEST_F(RunList, DeletesALinkAndNotWhatItPointsTo) {
  const fs::path folder = makeRun("real", 1, true);
  fs::create_directory_symlink(folder, saved() / "link");
  deleteRun(saved() / "link");
  EXPECT_TRUE(fs::exists(folder / RunFiles::kConfig));
  EXPECT_FALSE(fs::exists(fs::symlink_status(saved() / "link")));
}

TEST_F(RunList, FindsAFreeName) {
  EXPECT_EQ(freeRunName(saved()), "run-1");
  makeRun("run-1", 0, false);
  makeRun("run-3", 0, false);
  EXPECT_EQ(freeRunName(saved()), "run-2");
  EXPECT_EQ(freeRunName(saved(), "demo"), "demo-1");
}

TEST_F(RunList, ReadsTheHistoryThatWasWritten) {
  const fs::path file = m_folder.path() / "history.csv";
  writeHistory(file, kHistory);
  EXPECT_EQ(readHistory(file), kHistory);
  writeHistory(file, {});
  EXPECT_TRUE(readHistory(file).empty());
  EXPECT_EQ(kindOf([&] { (void)readHistory(m_folder.path() / "missing.csv"); }), ErrorKind::NotFound);

  writeHistory(file, kHistory);
  const std::string text = readFile(file);
  for (const std::string& bad : {text + "4,64,1.0\n", text + "4,64,1,1,1,1,1,1,1,1\n", text + "\n", std::string()}) {
    writeFileAtomically(file, bad);
    EXPECT_EQ(kindOf([&] { (void)readHistory(file); }), ErrorKind::BadData) << bad;
  }
}

} // namespace
} // namespace mien
