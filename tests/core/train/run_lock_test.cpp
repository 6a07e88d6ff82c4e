#include "core/train/run_lock.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mien {
namespace {

namespace fs = std::filesystem;

class RunLockTest : public testing::Test {
protected:
  void SetUp() override { fs::create_directories(m_run); }

  test::TempFolder m_folder;
  fs::path m_run = m_folder.path() / "run";
};

TEST_F(RunLockTest, HoldsAFolderWhileItLives) {
  EXPECT_FALSE(RunLock::isHeld(m_run));
  {
    const RunLock lock(m_run);
    EXPECT_TRUE(RunLock::isHeld(m_run));
    EXPECT_FALSE(RunLock::wasCutOff(m_run));
    EXPECT_THROW(RunLock second(m_run), Error);
    EXPECT_TRUE(RunLock::isHeld(m_run)) << "the one that was refused took nothing away";
  }
  EXPECT_FALSE(RunLock::isHeld(m_run));
  EXPECT_FALSE(RunLock::wasCutOff(m_run));
  EXPECT_TRUE(fs::is_empty(m_run)) << "nothing stays behind";
}

TEST_F(RunLockTest, TellsOfAProcessThatDied) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto* lock = new RunLock(m_run); // never destroyed, as in a crash
    _exit(lock == nullptr ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);

  EXPECT_FALSE(RunLock::isHeld(m_run));
  EXPECT_TRUE(RunLock::wasCutOff(m_run));
  { const RunLock again(m_run); }
  EXPECT_FALSE(RunLock::wasCutOff(m_run)) << "it was taken up again and came to an orderly end";
}

TEST_F(RunLockTest, ForgetsACrash) {
  m_folder.write("run/training.lock", "");
  EXPECT_TRUE(RunLock::wasCutOff(m_run));
  RunLock::forget(m_run);
  EXPECT_FALSE(RunLock::wasCutOff(m_run));
}

TEST_F(RunLockTest, SaysWhenTheFolderCannotBeWrittenTo) { EXPECT_THROW(RunLock lock(m_folder.path() / "none"), Error); }

} // namespace
} // namespace mien
