#include "core/common/files/atomic_file.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "tests/support/observed_disk.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

class AtomicFileTest : public testing::Test {
protected:
  AtomicFileTest() {
    std::string name = (fs::temp_directory_path() / "mien-atomic-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) {
      m_folder = name;
    }
  }
  ~AtomicFileTest() override {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }

  [[nodiscard]] fs::path path(const std::string& name) const { return m_folder / name; }

  [[nodiscard]] std::ptrdiff_t fileCount() const {
    return std::distance(fs::directory_iterator(m_folder), fs::directory_iterator());
  }

  static Error errorOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "no error was thrown";
    return {ErrorKind::Internal, Message()};
  }

private:
  fs::path m_folder;
};

TEST_F(AtomicFileTest, WritesAndReplacesAndLeavesNothingElse) {
  writeFileAtomically(path("a"), std::string_view("first"));
  EXPECT_EQ(readFile(path("a")), "first");
  AtomicFile file(path("a"));
  file.write(std::string_view("second "));
  EXPECT_EQ(readFile(path("a")), "first") << "changed before commit()";
  file.write(std::string_view("half"));
  file.commit();
  EXPECT_EQ(readFile(path("a")), "second half");
  EXPECT_EQ(fileCount(), 1);
}

TEST_F(AtomicFileTest, WithoutCommitTheOldFileStays) {
  writeFileAtomically(path("a"), std::string_view("old"));
  {
    AtomicFile file(path("a"));
    file.write(std::string_view("new"));
    EXPECT_EQ(fileCount(), 2) << "the temporary file is not in the same folder";
  }
  EXPECT_EQ(readFile(path("a")), "old");
  EXPECT_EQ(fileCount(), 1);
}

TEST_F(AtomicFileTest, KeepsPermissionsAndFollowsLinks) {
  writeFileAtomically(path("real"), std::string_view("old"));
  ASSERT_EQ(::chmod(path("real").c_str(), 0640), 0);
  fs::create_symlink("real", path("link"));
  writeFileAtomically(path("link"), std::string_view("new"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(readFile(path("real")), "new");
  struct stat status {};
  ASSERT_EQ(::stat(path("real").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

TEST_F(AtomicFileTest, FlushesTheBytesBeforeAndTheFolderAfterTheRename) {
  const test::ObservedDisk disk;
  const std::string content(3'000'000, 'x');
  AtomicFile file(path("a"));
  file.write(content.substr(0, 1'000'000));
  file.write(content.substr(1'000'000));
  file.commit();
  EXPECT_TRUE(disk.namedAfterSync(path("a"), content.size()));
  EXPECT_TRUE(disk.folderSyncedAfter(path("a")));
}

TEST_F(AtomicFileTest, TakesTheLongestNamesOfAFileSystem) {
  for (const std::size_t size : {200U, 201U, 236U, 255U}) { // bytes
    const std::string name(size, 'n');
    writeFileAtomically(path(name), std::string_view("x"));
    EXPECT_EQ(readFile(path(name)), "x") << size;
  }
  EXPECT_EQ(fileCount(), 4);
}

TEST_F(AtomicFileTest, MissingFolderAndFolderAsTargetAreIoErrorsThatNameThePath) {
  const Error missing = errorOf([this] { writeFileAtomically(path("none/a"), std::string_view("x")); });
  EXPECT_EQ(missing.kind(), ErrorKind::Io);
  EXPECT_NE(std::string(missing.what()).find(path("none/a").string()), std::string::npos) << missing.what();

  fs::create_directory(path("folder"));
  const Error folder = errorOf([this] { writeFileAtomically(path("folder"), std::string_view("x")); });
  EXPECT_EQ(folder.kind(), ErrorKind::Io);
  EXPECT_EQ(fileCount(), 1) << "a temporary file was left";
}

/// In a child process: the limit cannot be raised again.
TEST_F(AtomicFileTest, FileSizeLimitIsAFullDiskAndLeavesTheOldFile) {
  writeFileAtomically(path("a"), std::string_view("old"));
  const auto child = [this] {
    (void)std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10'000, 10'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      ::_exit(1);
    }
    try {
      writeFileAtomically(path("a"), std::string(20'000, 'x'));
    } catch (const Error& error) {
      const bool named = std::string(error.what()).find(path("a").string()) != std::string::npos;
      ::_exit(error.kind() == ErrorKind::DiskFull && named ? 0 : 2);
    }
    ::_exit(3);
  };
  EXPECT_EXIT(child(), testing::ExitedWithCode(0), "");
  EXPECT_EQ(readFile(path("a")), "old");
  EXPECT_EQ(fileCount(), 1) << "a temporary file was left";
}

TEST_F(AtomicFileTest, FullDiskIsReportedAsSuch) {
  // /dev/full is the disk that is always full; its folder takes no new files from us, so a small tmpfs is needed.
  fs::create_directory(path("disk"));
  const std::string disk = path("disk").string();
  if (::geteuid() != 0 || std::system(("mount -t tmpfs -o size=64k none '" + disk + "' 2>/dev/null").c_str()) != 0) {
    GTEST_SKIP() << "mounting a small tmpfs is not allowed here";
  }
  writeFileAtomically(path("disk/a"), std::string_view("old"));
  const Error error = errorOf([this] { writeFileAtomically(path("disk/a"), std::string(200'000, 'x')); });
  const std::string old = readFile(path("disk/a"));
  const auto files = std::distance(fs::directory_iterator(disk), fs::directory_iterator());
  EXPECT_EQ(std::system(("umount '" + disk + "'").c_str()), 0);
  EXPECT_EQ(error.kind(), ErrorKind::DiskFull) << error.what();
  EXPECT_EQ(old, "old");
  EXPECT_EQ(files, 1) << "a temporary file was left";
}

TEST_F(AtomicFileTest, ReadFileTellsMissingFromUnreadable) {
  EXPECT_EQ(errorOf([this] { (void)readFile(path("none")); }).kind(), ErrorKind::NotFound);
  EXPECT_EQ(errorOf([this] { (void)readFile(path("")); }).kind(), ErrorKind::Io); // the folder itself
  writeFileAtomically(path("empty"), std::string_view());
  EXPECT_EQ(readFile(path("empty")), "");
  const std::string binary("a\0b\xff", 4);
  writeFileAtomically(path("binary"), binary);
  EXPECT_EQ(readFile(path("binary")), binary);
}

} // namespace
} // namespace mien
