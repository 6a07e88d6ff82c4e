#include "core/train/history.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "tests/support/temp_folder.h"
#include "tests/support/user_locale.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace mien {
namespace {

const std::string kHeader =
    "epoch,size,train_loss,train_accuracy,valid_loss,valid_accuracy,learning_rate,images_per_second,seconds\n";

class History : public testing::Test {
protected:
  std::vector<EpochRecord> read(const std::string& lines) {
    m_folder.write("history.csv", kHeader + lines);
    return readHistory(m_file);
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder.path() / "history.csv";
};

const EpochRecord kFirst{1, 48, 2.079441, 0.15625, 1.95, 0.25, 1.5e-4, 191.3, 12.5};
const EpochRecord kSecond{2, 64, 0.5, 1, 0, 0, 2e-3, 1234567.8, 0};

TEST_F(History, WritesPoints) {
  writeHistory(m_file, {kFirst, kSecond});
  EXPECT_EQ(readFile(m_file), kHeader + "1,48,2.079441,0.156250,1.950000,0.250000,1.500000e-04,191.3,12.5\n"
                                        "2,64,0.500000,1.000000,0.000000,0.000000,2.000000e-03,1234567.8,0.0\n");
  EXPECT_EQ(readHistory(m_file), std::vector({kFirst, kSecond}));
}

// What std::printf("%d,%d,%.6f,%.6f,%.6f,%.6f,%.6e,%.1f,%.1f\n") wrote in the same two epochs under de_DE and vi_VN.
TEST_F(History, ReadsDecimalCommas) {
  EXPECT_EQ(read("1,48,2,079441,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5\n"
                 "2,64,0,500000,1,000000,0,000000,0,000000,2,000000e-03,1234567,8,0,0\n"),
            std::vector({kFirst, kSecond}));
  writeHistory(m_file, readHistory(m_file));
  EXPECT_EQ(readHistory(m_file), std::vector({kFirst, kSecond}));
  EXPECT_NE(readFile(m_file).find("\n1,48,2.079441,"), std::string::npos);
}

TEST_F(History, ReadsWhatMien01WroteInEveryLocale) {
  for (const char* name : {"de_DE", "vi_VN", "tr_TR", "C"}) {
    const test::UserLocale user(name);
    std::string lines;
    for (const EpochRecord& r : {kFirst, kSecond}) {
      std::array<char, 256> line{};
      std::snprintf(line.data(), line.size(), "%d,%d,%.6f,%.6f,%.6f,%.6f,%.6e,%.1f,%.1f\n", r.epoch, r.size,
                    r.trainLoss, r.trainAccuracy, r.validLoss, r.validAccuracy, r.learningRate, r.imagesPerSecond,
                    r.seconds);
      lines += line.data();
    }
    EXPECT_EQ(read(lines), std::vector({kFirst, kSecond})) << lines;
    writeHistory(m_file, {kFirst, kSecond});
    EXPECT_TRUE(readFile(m_file).starts_with(kHeader + "1,48,2.079441,0.156250,")) << name;
  }
}

TEST_F(History, ReadsArabicDecimalSigns) {
  EXPECT_EQ(read("1,48,2٫079441,0٫156250,1٫950000,0٫250000,1٫500000e-04,191٫3,12٫5\n"), std::vector({kFirst}));
}

// A run begun in the window and gone on with in a terminal.
TEST_F(History, ReadsLinesOfBothKinds) {
  EXPECT_EQ(read("1,48,2,079441,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5\r\n"
                 "2,64,0.500000,1.000000,0.000000,0.000000,2.000000e-03,1234567.8,0.0"),
            std::vector({kFirst, kSecond}));
}

TEST_F(History, ReadsWhatIsNoNumberBesideCommas) {
  const EpochRecord record = read("1,48,nan,0,156250,-nan,0,250000,1,500000e-04,inf,12,5\n").at(0);
  EXPECT_TRUE(std::isnan(record.trainLoss) && std::isnan(record.validLoss));
  EXPECT_EQ(record.imagesPerSecond, std::numeric_limits<double>::infinity());
  EXPECT_EQ(record.trainAccuracy, 0.15625);
  EXPECT_EQ(record.seconds, 12.5);
}

TEST_F(History, TakesNothingElseForDecimalCommas) {
  for (const char* line : {
           "1,48,2,07944,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5",    // five digits
           "1,48,2,0794411,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5",  // seven
           "1,48,2,079441,0,156250,1,950000,0,250000,1,500000e-04,191,3,12",     // cut off
           "1,48,2,079441,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5,6", // too long
           "1,48,2,079441,0,156250,1,950000,0,250000,1,500000,191,3,12,5x",
           "1,48,,079441,0,156250,1,950000,0,250000,1,500000e-04,191,3,12,5",
           "1,48,2,079441",
           "1,48",
           "",
       }) {
    EXPECT_THROW((void)read(std::string(line) + "\n"), Error) << line;
  }
}

} // namespace
} // namespace mien
