#include "core/common/files/make_folder.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

TEST(MakeFolder, MakesThoseAboveToo) {
  const test::TempFolder temp;
  makeFolder(temp / "a" / "b");
  EXPECT_TRUE(fs::is_directory(temp / "a" / "b"));
  makeFolder(temp / "a" / "b"); // is there
}

TEST(MakeFolder, NamesTheFileInTheWay) {
  const test::TempFolder temp;
  temp.write("a", "a file");
  for (const fs::path& folder : {temp / "a", temp / "a" / "b"}) {
    try {
      makeFolder(folder);
      FAIL() << folder;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::Io);
      EXPECT_EQ(error.what(), "Cannot make the folder '" + folder.string() +
                                  "': a file of that name is in the way. Choose another folder.");
    }
  }
}

} // namespace
} // namespace mien
