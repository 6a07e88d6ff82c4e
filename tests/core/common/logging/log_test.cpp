#include "core/common/logging/log.h"

#include "core/common/files/read_file.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace mien {
namespace {

namespace fs = std::filesystem;

class Log : public testing::Test {
protected:
  ~Log() override { openLog({}, LogLevel::Off); }

  [[nodiscard]] fs::path file() const { return m_folder.path() / "state/mien/mien.log"; }

  test::TempFolder m_folder;
};

TEST_F(Log, KeepsWhatIsGraveEnough) {
  log(LogLevel::Error, "before it is open");
  openLog(file().parent_path(), LogLevel::Warning);
  log(LogLevel::Info, "chatter");
  log(LogLevel::Warning, "a {} warning"); // no format
  log(LogLevel::Error, "two\nlines \x1b[31m");
  const std::string text = readFile(file());
  EXPECT_EQ(text.find("before"), std::string::npos);
  EXPECT_EQ(text.find("chatter"), std::string::npos);
  EXPECT_NE(text.find(" warning: a {} warning\n"), std::string::npos) << text;
  EXPECT_NE(text.find(" error: two\\nlines \\x1b[31m\n"), std::string::npos) << text;
  EXPECT_EQ(std::ranges::count(text, '\n'), 2);
}

TEST_F(Log, IsAddedToAndStartsAnewWhenItIsLarge) {
  openLog(file().parent_path(), LogLevel::Info);
  log(LogLevel::Info, "first");
  openLog(file().parent_path(), LogLevel::Info);
  for (int i = 0; i < 50; ++i) {
    log(LogLevel::Info, std::string(100'000, 'x'));
  }
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(file().parent_path())) {
    EXPECT_LE(entry.file_size(), std::size_t{1} << 20U) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 3U);
}

TEST_F(Log, SaysWhoStartedWhere) {
  openLog(file().parent_path(), LogLevel::Info);
  logStart("mien-test", "1.2");
  const std::string text = readFile(file());
  EXPECT_NE(text.find(" info: mien-test 1.2 on "), std::string::npos) << text;
  EXPECT_NE(text.find(" threads\n"), std::string::npos) << text;
}

TEST_F(Log, ThatCannotBeWrittenIsNoError) {
  m_folder.write("state", "a file where the folder should be");
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  openLog(file().parent_path(), LogLevel::Debug);
  log(LogLevel::Error, "lost");
  openLog({}, LogLevel::Debug);
  log(LogLevel::Error, "lost");
  fs::create_directories(m_folder.path() / "pipe");
  ASSERT_EQ(::mkfifo((m_folder.path() / "pipe/mien.log").c_str(), 0600), 0);
  openLog(m_folder.path() / "pipe", LogLevel::Debug); // must not wait for a reader
  log(LogLevel::Error, "lost");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST_F(Log, IsWhereTheEnvironmentSays) {
  const test::EnvironmentVariable home("HOME", "/home/of");
  {
    const test::EnvironmentVariable state("XDG_STATE_HOME", "/state");
    EXPECT_EQ(logFolder(), "/state/mien");
  }
  const test::EnvironmentVariable relative("XDG_STATE_HOME", "not/absolute");
  EXPECT_EQ(logFolder(), "/home/of/.local/state/mien");
  const test::EnvironmentVariable none("HOME", "");
  EXPECT_EQ(logFolder(), "");
}

TEST_F(Log, LevelsHaveNames) {
  for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error, LogLevel::Off}) {
    EXPECT_EQ(parseLogLevel(logLevelName(level)), level);
  }
  EXPECT_EQ(parseLogLevel("loud"), std::nullopt);
  {
    const test::EnvironmentVariable level("MIEN_LOG", "error");
    EXPECT_EQ(defaultLogLevel(), LogLevel::Error);
  }
  const test::EnvironmentVariable level("MIEN_LOG", "loud");
  EXPECT_EQ(defaultLogLevel(), LogLevel::Info);
}

} // namespace
} // namespace mien
