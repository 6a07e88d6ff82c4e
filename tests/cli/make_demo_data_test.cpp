#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Outcome {
  int status = -1;
  std::string output; ///< standard output and error together
};

Outcome runCli(const std::string& arguments) {
  Outcome outcome;
  std::FILE* pipe = ::popen((std::string("'") + MIEN_CLI + "' " + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) {
    return outcome;
  }
  std::array<char, 512> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) {
    outcome.output += part.data();
  }
  const int status = ::pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

class MakeDemoDataCommand : public testing::Test {
protected:
  void SetUp() override {
    m_folder = fs::temp_directory_path() / ("mien-cli-demo-data-" + std::to_string(::getpid()));
    fs::remove_all(m_folder);
  }
  void TearDown() override { fs::remove_all(m_folder); }

  fs::path m_folder;
};

TEST_F(MakeDemoDataCommand, WritesTheThreeSplits) {
  const Outcome outcome = runCli("make-demo-data --images 12 --seed 2 --out '" + m_folder.string() + "'");
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_EQ(outcome.output, "Wrote 8 training, 2 validation and 2 test images to " + m_folder.string() + "\n");
  for (const char* split : {"FER2013Train", "FER2013Valid", "FER2013Test"}) {
    EXPECT_TRUE(fs::is_regular_file(m_folder / split / "label.csv"));
  }
}

TEST_F(MakeDemoDataCommand, AnotherSeedGivesOtherFaces) {
  std::vector<std::string> pictures;
  for (const char* seed : {"2", "3", "2"}) {
    fs::remove_all(m_folder);
    ASSERT_EQ(
        runCli("make-demo-data --images 6 --seed " + std::string(seed) + " --out '" + m_folder.string() + "'").status,
        0);
    std::ifstream first(m_folder / "FER2013Train" / "demo0000000.png", std::ios::binary);
    pictures.emplace_back(std::istreambuf_iterator<char>(first), std::istreambuf_iterator<char>());
  }
  ASSERT_FALSE(pictures[0].empty());
  EXPECT_NE(pictures[0], pictures[1]);
  EXPECT_EQ(pictures[0], pictures[2]) << "the same seed gives the same data";
}

TEST_F(MakeDemoDataCommand, RefusesAFolderThatIsNotEmpty) {
  fs::create_directories(m_folder);
  std::ofstream(m_folder / "precious.txt") << "mine";
  const Outcome outcome = runCli("make-demo-data --images 12 --out '" + m_folder.string() + "'");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.output, "mien-cli: '" + m_folder.string() +
                                "' is not empty, and the demo data would mix with what it holds. Name a new or empty "
                                "folder (--out).\n");
  EXPECT_FALSE(fs::exists(m_folder / "FER2013Train"));
}

TEST_F(MakeDemoDataCommand, RefusesTooFewImages) {
  EXPECT_EQ(runCli("make-demo-data --images 5 --out '" + m_folder.string() + "'").status, 2);
  EXPECT_EQ(runCli("make-demo-data").status, 2);
}

} // namespace
