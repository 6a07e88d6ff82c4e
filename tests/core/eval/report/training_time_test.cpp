#include "core/eval/report/training_time.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace mien {
namespace {

class TrainingTime : public testing::Test {
protected:
  std::optional<double> secondsOf(const std::string& history) {
    std::ofstream(m_folder.path() / "history.csv", std::ios::binary) << history;
    return trainingSeconds(m_folder.path());
  }

  test::TempFolder m_folder;
};

TEST_F(TrainingTime, AddsUpTheEpochs) {
  const auto seconds = secondsOf(
      "epoch,size,train_loss,train_accuracy,valid_loss,valid_accuracy,learning_rate,images_per_second,seconds\n"
      "1,48,1.9,0.3,1.8,0.37,0.002,190,150.5\n"
      "2,48,1.5,0.4,1.4,0.50,0.002,190,149.5\n");
  EXPECT_EQ(seconds, 300.0);
}

TEST_F(TrainingTime, FindsTheColumnByItsName) { EXPECT_EQ(secondsOf("seconds,epoch\r\n10,1\r\n2.5,2\r\n"), 12.5); }

// See History.ReadsDecimalCommas.
TEST_F(TrainingTime, ReadsDecimalCommas) {
  EXPECT_EQ(secondsOf("epoch,loss,images_per_second,seconds\n"
                      "1,2,079441,191,3,150,5\n"
                      "2,nan,200,0,149,0\n"),
            299.5);
}

TEST_F(TrainingTime, SkipsRowsItCannotRead) {
  EXPECT_EQ(secondsOf("epoch,seconds\n1,10\n2,nan\n3,\n4\n5,12abc\n6,-3\n7,5"), 15.0);
}

TEST_F(TrainingTime, KnowsNothingWithoutAHistory) {
  EXPECT_EQ(trainingSeconds(m_folder.path()), std::nullopt);
  EXPECT_EQ(secondsOf(""), std::nullopt);
  EXPECT_EQ(secondsOf("epoch,loss\n1,2\n"), std::nullopt);
  EXPECT_EQ(secondsOf("epoch,seconds\n"), std::nullopt);
  EXPECT_EQ(trainingSeconds(m_folder.path() / "history.csv"), std::nullopt);
}

} // namespace
} // namespace mien
