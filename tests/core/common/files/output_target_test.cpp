#include "core/common/files/output_target.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

class OutputTargetTest : public testing::Test {
protected:
  [[nodiscard]] fs::path path(const std::string& name) const { return m_folder.path() / name; }
  [[nodiscard]] std::ptrdiff_t fileCount() const {
    return std::distance(fs::directory_iterator(m_folder.path()), fs::directory_iterator());
  }
  [[nodiscard]] mode_t kindOf(const std::string& name) const {
    struct stat status {};
    return ::lstat(path(name).c_str(), &status) == 0 ? status.st_mode & S_IFMT : 0;
  }

  test::TempFolder m_folder;
};

TEST_F(OutputTargetTest, FollowsChainsOfLinks) {
  m_folder.write("real", "x");
  fs::create_symlink("real", path("one"));
  fs::create_symlink(path("one"), path("two"));
  EXPECT_EQ(outputTarget(path("two")).kind, OutputTarget::Kind::Regular);
  EXPECT_TRUE(fs::equivalent(outputTarget(path("two")).file, path("real")));
  writeFileAtomically(path("two"), std::string_view("new"));
  EXPECT_EQ(readFile(path("real")), "new");
  EXPECT_EQ(kindOf("one"), S_IFLNK);
  EXPECT_EQ(kindOf("two"), S_IFLNK);

  fs::create_symlink("to-come", path("dangling"));
  EXPECT_EQ(outputTarget(path("dangling")).kind, OutputTarget::Kind::Missing);
  writeFileAtomically(path("dangling"), std::string_view("came"));
  EXPECT_EQ(readFile(path("to-come")), "came");
  EXPECT_EQ(kindOf("dangling"), S_IFLNK);
}

TEST_F(OutputTargetTest, ALoopOfLinksIsAnError) {
  fs::create_symlink("b", path("a"));
  fs::create_symlink("a", path("b"));
  EXPECT_THROW(writeFileAtomically(path("a"), std::string_view("x")), Error);
  EXPECT_EQ(fileCount(), 2);
}

TEST_F(OutputTargetTest, APipeIsWrittenThrough) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const int reader = ::open(path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
  writeFileAtomically(path("pipe"), std::string_view("through the pipe"));
  char buffer[64];
  const ssize_t count = ::read(reader, buffer, sizeof buffer);
  ::close(reader);
  const std::string got(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
  EXPECT_EQ(got, "through the pipe");
  EXPECT_EQ(kindOf("pipe"), S_IFIFO);
  EXPECT_EQ(fileCount(), 1) << "a temporary file was made";
}

TEST_F(OutputTargetTest, ADeviceIsNeverReplaced) {
  // Character device 1:7 is what /dev/full is.
  if (::mknod(path("full").c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "only root can make a device";
  }
  const int probe = ::open(path("full").c_str(), O_WRONLY);
  if (probe < 0) {
    GTEST_SKIP() << "devices cannot be used in " << m_folder.path();
  }
  ::close(probe);
  try {
    writeFileAtomically(path("full"), std::string_view("x"));
    ADD_FAILURE() << "nothing can be written to it";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::DiskFull);
    EXPECT_NE(std::string(error.what()).find("full'"), std::string::npos) << error.what();
  }
  EXPECT_EQ(kindOf("full"), S_IFCHR);
  EXPECT_EQ(fileCount(), 1);
}

TEST_F(OutputTargetTest, AnOpenDescriptorIsWrittenWhereItStands) {
  const int descriptor = ::open(path("log").c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_EQ(::write(descriptor, "before ", 7), 7);
  const std::string name = "/dev/fd/" + std::to_string(descriptor);
  EXPECT_EQ(outputTarget(name).descriptor, descriptor);
  writeFileAtomically(name, std::string_view("between "));
  ASSERT_EQ(::write(descriptor, "after", 5), 5) << "the descriptor was closed";
  ::close(descriptor);
  EXPECT_EQ(readFile(path("log")), "before between after");
  EXPECT_EQ(fileCount(), 1);
}

TEST_F(OutputTargetTest, KnowsTheStandardOutput) {
  EXPECT_TRUE(isStandardOutput("-"));
  EXPECT_TRUE(isStandardOutput("/dev/stdout"));
  EXPECT_TRUE(isStandardOutput("/proc/self/fd/1"));
  EXPECT_FALSE(isStandardOutput("/dev/stderr"));
  EXPECT_FALSE(isStandardOutput("./-"));
  fs::create_symlink("/dev/stdout", path("link"));
  EXPECT_TRUE(isStandardOutput(path("link")));
  EXPECT_EQ(outputPath("-"), "/dev/stdout");
  EXPECT_EQ(outputPath("a.csv"), "a.csv");
}

} // namespace
} // namespace mien
