#include "core/common/files/read_file.h"
#include "tests/cli/shell.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

/// The log of what the command line did; the tests' own setting of MIEN_LOG is off.
class CommandLog : public testing::Test {
protected:
  [[nodiscard]] test::ShellResult info(const std::string& before, const std::string& options = {}) const {
    return test::shell("export XDG_STATE_HOME=\"$PWD/state\"; " + before + " \"$CLI\" " + options +
                           " info --data nowhere",
                       m_folder.path());
  }
  [[nodiscard]] fs::path file() const { return m_folder.path() / "state/mien/mien.log"; }

  test::TempFolder m_folder;
};

TEST_F(CommandLog, KeepsTheStartAndTheError) {
  const test::ShellResult result = info("MIEN_LOG=info");
  EXPECT_EQ(result.status, 2);
  const std::string text = readFile(file());
  EXPECT_NE(text.find(" info: mien-cli "), std::string::npos) << text;
  EXPECT_NE(text.find(" error: "), std::string::npos) << text;
  EXPECT_NE(text.find("nowhere"), std::string::npos) << text;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err.find("info:"), std::string::npos) << result.err;
}

TEST_F(CommandLog, LevelIsAnOptionToo) {
  EXPECT_EQ(info("MIEN_LOG=info", "--log-level off").status, 2);
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_EQ(info("", "--log-level error").status, 2);
  EXPECT_EQ(readFile(file()).find("mien-cli"), std::string::npos);
  EXPECT_EQ(info("", "--log-level loud").status, 2);
}

TEST_F(CommandLog, ThatCannotBeWrittenChangesNothing) {
  const test::ShellResult without = info("MIEN_LOG=off");
  m_folder.write("state", "no folder");
  const test::ShellResult result = info("MIEN_LOG=debug");
  EXPECT_EQ(result.status, without.status);
  EXPECT_EQ(result.out, without.out);
  EXPECT_EQ(result.err, without.err);
}

} // namespace
} // namespace mien
