#include "core/picture/input_files.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

namespace fs = std::filesystem;

const std::string kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 29);
const std::string kMp4("\0\0\0\x18"
                       "ftypmp42\0\0\0\0mp42isom",
                       24);

std::vector<std::string> namesOf(const InputFiles& found, const fs::path& base) {
  std::vector<std::string> names;
  for (const InputFile& file : found.files) {
    names.push_back(file.path.lexically_relative(base).string() + (file.video ? " (video)" : ""));
  }
  return names;
}

TEST(InputFiles, GoesThroughFoldersByNameAndThenDown) {
  const test::TempFolder folder;
  folder.write("c.png", kPng);
  folder.write("b.mp4", kMp4);
  folder.write("a", kMp4); // its name says nothing
  folder.write("sub/deep/d.png", kPng);
  folder.write("sub/e.MP4", kMp4);
  folder.write("out/b-annotated.mp4", kMp4);
  folder.write("notes.txt", "some notes");
  fs::create_directory_symlink(folder.path(), folder / "sub/up"); // no way round for ever
  const std::vector<fs::path> given{folder.path()};
  const InputFiles found = inputFiles(given, folder / "sub" / ".." / "out");
  EXPECT_EQ(namesOf(found, folder.path()),
            (std::vector<std::string>{"a (video)", "b.mp4 (video)", "c.png", "sub/e.MP4 (video)", "sub/deep/d.png"}));
  EXPECT_NE(found.skipped.text().find(".txt"), std::string::npos);
  EXPECT_TRUE(found.problems.empty());
}

TEST(InputFiles, KeepsTheOrderGivenAndNamesNothingTwice) {
  const test::TempFolder folder;
  folder.write("b.png", kPng);
  folder.write("a.mp4", kMp4);
  const std::vector<fs::path> given{folder / "b.png", folder / "missing.png", folder.path(), folder / "." / "a.mp4"};
  const InputFiles found = inputFiles(given);
  EXPECT_EQ(namesOf(found, folder.path()), (std::vector<std::string>{"b.png", "missing.png", "a.mp4 (video)"}))
      << "what is missing is for the reader to say";
}

TEST(InputFiles, TakesTheFolderOfResultsWhenItIsGiven) {
  const test::TempFolder folder;
  folder.write("out/a.png", kPng);
  const std::vector<fs::path> given{folder / "out"};
  EXPECT_EQ(inputFiles(given, folder / "out").files.size(), 1U);
}

} // namespace
} // namespace mien
