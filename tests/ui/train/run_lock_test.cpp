#include "ui/jobs/run_lock.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"
#include "ui/support/text.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mien::ui {
namespace {

class RunLockTest : public testing::Test {
protected:
  QString folder() const { return toQt(m_folder.path() / "run"); }

  test::TempFolder m_folder;
};

TEST_F(RunLockTest, HoldsAFolderWhileItLives) {
  EXPECT_FALSE(RunLock::isHeld(folder()));
  {
    const RunLock lock(folder());
    EXPECT_TRUE(RunLock::isHeld(folder()));
    EXPECT_FALSE(RunLock::wasCutOff(folder()));
    EXPECT_THROW(RunLock second(folder()), Error);
    EXPECT_TRUE(RunLock::isHeld(folder())) << "the one that was refused took nothing away";
  }
  EXPECT_FALSE(RunLock::isHeld(folder()));
  EXPECT_FALSE(RunLock::wasCutOff(folder()));
  EXPECT_TRUE(QDir(folder()).isEmpty()) << "nothing stays behind";
}

TEST_F(RunLockTest, TellsOfAProcessThatDied) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto* lock = new RunLock(folder()); // never destroyed, as in a crash
    _exit(lock == nullptr ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);

  EXPECT_FALSE(RunLock::isHeld(folder()));
  EXPECT_TRUE(RunLock::wasCutOff(folder()));
  { const RunLock again(folder()); }
  EXPECT_FALSE(RunLock::wasCutOff(folder())) << "it was taken up again and came to an orderly end";
}

TEST_F(RunLockTest, ForgetsACrash) {
  QDir().mkpath(folder());
  QFile file(folder() + QStringLiteral("/training.lock"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.close();
  EXPECT_TRUE(RunLock::wasCutOff(folder()));
  RunLock::forget(folder());
  EXPECT_FALSE(RunLock::wasCutOff(folder()));
}

TEST_F(RunLockTest, SaysWhenTheFolderCannotBeMade) {
  m_folder.write("run", "a file where the folder should be");
  EXPECT_THROW(RunLock lock(folder()), Error);
}

} // namespace
} // namespace mien::ui
