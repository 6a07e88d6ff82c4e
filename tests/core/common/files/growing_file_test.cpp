#include "core/common/files/growing_file.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "tests/support/observed_disk.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace mien {
namespace {

namespace fs = std::filesystem;

/// The first line of a table of Mien's, see output_mark.h.
const std::string kOurs = "file,face,x,y,width,height,score,label,calm\n";

TEST(GrowingFile, GrowsUnderAnotherNameAndThenGetsItsOwn) {
  const test::TempFolder folder;
  const fs::path target = folder.write("out.csv", "earlier\n");
  GrowingFile file(target);
  file.append("a\n");
  file.flush();
  file.append("b\n");
  EXPECT_EQ(readFile(target), "earlier\n");
  EXPECT_EQ(file.growing(), folder / "out.csv.part");
  EXPECT_EQ(readFile(file.growing()), "a\n");
  file.finish();
  EXPECT_EQ(readFile(target), "a\nb\n");
  EXPECT_FALSE(fs::exists(folder / "out.csv.part"));
}

TEST(GrowingFile, FlushesTheRowsBeforeAndTheFolderAfterTheRename) {
  const test::TempFolder folder;
  const test::ObservedDisk disk;
  GrowingFile file(folder / "out.csv");
  file.append("a,b\n");
  file.finish();
  EXPECT_TRUE(disk.namedAfterSync(folder / "out.csv", 4));
  EXPECT_TRUE(disk.folderSyncedAfter(folder / "out.csv"));
}

TEST(GrowingFile, KeepsWhatAKilledProgramHadWritten) {
  const test::TempFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    GrowingFile file(folder / "out.csv");
    file.append(kOurs + "2\n");
    file.flush();
    (void)std::raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(readFile(folder / "out.csv.part"), kOurs + "2\n");
  // The next run begins afresh.
  GrowingFile again(folder / "out.csv");
  again.append("3\n");
  again.finish();
  EXPECT_EQ(readFile(folder / "out.csv"), "3\n");
  EXPECT_FALSE(fs::exists(folder / "out.csv.part"));
}

TEST(GrowingFile, KeepsTheRowsWithoutFinish) {
  const test::TempFolder folder;
  {
    GrowingFile file(folder / "out.csv");
    file.append("1\n");
    file.flush();
  }
  EXPECT_EQ(readFile(folder / "out.csv.part"), "1\n");
  EXPECT_FALSE(fs::exists(folder / "out.csv"));
}

TEST(GrowingFile, LeavesNothingWhenItIsDiscarded) {
  const test::TempFolder folder;
  {
    GrowingFile file(folder / "out.csv");
    file.append("1\n");
    file.discard();
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(GrowingFile, DoesNotMixWithAnotherWriter) {
  const test::TempFolder folder;
  GrowingFile first(folder / "out.csv");
  first.append("1\n");
  first.flush();
  try {
    const GrowingFile second(folder / "out.csv");
    FAIL() << "two write one file";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadArgument);
    EXPECT_NE(std::string(error.what()).find("out.csv.part"), std::string::npos) << error.what();
  }
  first.finish();
  EXPECT_EQ(readFile(folder / "out.csv"), "1\n");
}

TEST(GrowingFile, LeavesAPartOfSomebodyElseAlone) {
  const test::TempFolder folder;
  const fs::path part = folder.write("out.csv.part", "half of a download");
  const fs::path earlier = folder.write("out.csv", kOurs);
  try {
    GrowingFile file(folder / "out.csv");
    FAIL() << "it is not Mien's";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadArgument);
    EXPECT_NE(std::string(error.what()).find("out.csv.part"), std::string::npos) << error.what();
  }
  EXPECT_EQ(readFile(part), "half of a download");
  EXPECT_EQ(readFile(earlier), kOurs);
}

TEST(GrowingFile, FollowsALinkAndDoesNotReplaceIt) {
  const test::TempFolder folder;
  const fs::path real = folder.write("real/out.csv", "earlier\n");
  fs::create_symlink(real, folder / "link.csv");
  GrowingFile file(folder / "link.csv");
  file.append("1\n");
  file.finish();
  EXPECT_TRUE(fs::is_symlink(folder / "link.csv"));
  EXPECT_EQ(readFile(real), "1\n");
}

TEST(GrowingFile, WritesThroughAPipe) {
  const test::TempFolder folder;
  const fs::path pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string got;
  std::jthread reader([&] {
    const int descriptor = ::open(pipe.c_str(), O_RDONLY | O_CLOEXEC);
    char buffer[64];
    for (ssize_t count = 0; (count = ::read(descriptor, buffer, sizeof buffer)) > 0;) {
      got.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(descriptor);
  });
  {
    GrowingFile file(pipe);
    file.append("1\n");
    file.finish();
  }
  reader.join();
  EXPECT_EQ(got, "1\n");
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_FALSE(fs::exists(folder / "pipe.part"));
}

TEST(GrowingFile, WritesThroughADevice) {
  const test::TempFolder folder;
  const fs::path full = folder / "full"; // a node of our own: never the machine's
  if (::mknod(full.c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "may not make a device";
  }
  try {
    GrowingFile file(full);
    file.append("1\n");
    file.finish();
    FAIL() << "nothing was said";
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::Io) {
      GTEST_SKIP() << "devices do not work here: " << error.what();
    }
    EXPECT_EQ(error.kind(), ErrorKind::DiskFull);
  }
  EXPECT_TRUE(fs::is_character_file(full));
}

TEST(GrowingFile, RefusesAFolder) {
  const test::TempFolder folder;
  fs::create_directories(folder / "a.csv");
  fs::create_directories(folder / "b.csv.part");
  EXPECT_THROW(GrowingFile(folder / "a.csv"), Error);
  EXPECT_THROW(GrowingFile(folder / "b.csv"), Error);
  EXPECT_THROW(GrowingFile(folder / "none" / "c.csv"), Error);
}

} // namespace
} // namespace mien
