#include "core/eval/report/report_guard.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

const ReportSubject kSubject{"saved/run/model_best.pth", "faces", Split::Valid, LabelPolicy::Majority};

TEST(ReportGuard, AnEmptyFolderIsFree) {
  const test::TempFolder folder;
  EXPECT_FALSE(reportConflict(folder.path(), kSubject));
  EXPECT_FALSE(reportConflict(folder / "not-yet", kSubject));
  folder.write("notes.txt", "neither read nor written");
  EXPECT_FALSE(reportConflict(folder.path(), kSubject));
}

TEST(ReportGuard, SomebodyElsesFileIsNamed) {
  for (const char* name : {"metrics.json", "predictions.csv", "embeddings.npy", "confusion_matrix.png", "loss.png"}) {
    const test::TempFolder folder;
    folder.write(name, "mine");
    const auto conflict = reportConflict(folder.path(), kSubject);
    ASSERT_TRUE(conflict) << name;
    EXPECT_EQ(conflict->file, folder / name);
    EXPECT_TRUE(conflict->what.empty()) << conflict->what;
  }
}

TEST(ReportGuard, AFolderInTheWayIsNamedBeforeTheWork) {
  const test::TempFolder folder;
  std::filesystem::create_directory(folder / "metrics.json");
  try {
    (void)reportConflict(folder.path(), kSubject);
    FAIL() << "a folder cannot be replaced";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("metrics.json"), std::string::npos) << error.what();
  }
}

} // namespace
} // namespace mien
