#include "ui/predict/analysis/unfinished_table.h"

#include "core/common/files/read_file.h"
#include "core/session/session_reader.h"
#include "tests/support/made_faces.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

namespace fs = std::filesystem;

FrameResult frame(std::uint64_t number) {
  return mien::test::madeResult(number, 0.1 * static_cast<double>(number),
                                {mien::test::madeFace(1, FaceState::Found, 0.75F, 0.5F)});
}

TEST(UnfinishedTable, AreOnTheDiskAsTheyComeAndGoWithTheAnalysis) {
  const mien::test::TempFolder folder;
  const fs::path part = folder / "rows" / "film.csv.part";
  {
    UnfinishedTable rows(folder / "rows", "/somewhere/film.mp4", {"calm", "angry"});
    EXPECT_FALSE(fs::exists(folder / "rows")) << "nothing without a row";
    for (std::uint64_t i = 0; i < 3; ++i) {
      rows.add(frame(i));
      EXPECT_EQ(readSession(part).results.size(), i + 1);
    }
  }
  EXPECT_TRUE(fs::is_empty(folder / "rows"));
}

TEST(UnfinishedTable, LeaveThoseOfAKilledProgramAlone) {
  const mien::test::TempFolder folder;
  folder.write("film.csv.part", "rows of before\n");
  UnfinishedTable rows(folder.path(), "film.mp4", {"calm", "angry"});
  rows.add(frame(0));
  EXPECT_EQ(readFile(folder / "film.csv.part"), "rows of before\n");
  EXPECT_EQ(readSession(folder / "film-2.csv.part").results.size(), 1U);
}

TEST(UnfinishedTable, DoNotStopAnAnalysis) {
  const mien::test::TempFolder folder;
  UnfinishedTable nowhere({}, "film.mp4", {"calm", "angry"});
  nowhere.add(frame(0));
  UnfinishedTable blocked(folder.write("file", "x") / "below", "film.mp4", {"calm", "angry"});
  blocked.add(frame(0));
  blocked.add(frame(1));
  EXPECT_EQ(readFile(folder / "file"), "x");
}

} // namespace
} // namespace mien::ui::test
