// What is left of mien-cli predict when it is interrupted, or killed.
#include "core/common/files/read_file.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/session/session_reader.h"
#include "core/video/video_writer.h"
#include "tests/cli/child.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/core/mat.hpp>

#include <algorithm>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::Child;

constexpr int kPictures = 60;
constexpr int kFrames = 600;

std::ptrdiff_t linesOf(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error) ? std::ranges::count(readFile(file), '\n') : 0;
}

class InterruptedPredict : public testing::Test {
protected:
  void makePictures() const {
    const DemoPhoto photo = renderDemoPhoto(1);
    const cv::Mat picture(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data()));
    for (int i = 0; i < kPictures; ++i) {
      savePng(picture, m_folder / "pictures" / (std::to_string(i) + ".png"));
    }
  }
  void makeFilm() const {
    VideoWriter film(m_folder / "film.mp4", {10, {}});
    for (int i = 0; i < kFrames; ++i) {
      film.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(60 + i % 100)), 0.1 * i);
    }
    film.finish("");
  }
  [[nodiscard]] std::vector<std::string> command(const std::string& input) const {
    return {"predict", input, "--csv", "t.csv", "--faces", input == "pictures" ? "whole" : "auto"};
  }
  /// Until so many lines are on the disk; false after a minute.
  [[nodiscard]] bool waitForRows(std::ptrdiff_t count) const {
    for (int i = 0; i < 6000 && linesOf(part()) < count; ++i) {
      usleep(10'000);
    }
    return linesOf(part()) >= count;
  }
  [[nodiscard]] fs::path table() const { return m_folder / "t.csv"; }
  [[nodiscard]] fs::path part() const { return m_folder / "t.csv.part"; }

  void SetUp() override { fs::create_directories(m_folder / "pictures"); }

  test::TempFolder m_folder;
};

TEST_F(InterruptedPredict, KeepsTheRowsAndSaysSoByItsStatus) {
  makePictures();
  for (const auto& [signal, status] : {std::pair{SIGINT, 130}, {SIGTERM, 143}}) {
    Child child(command("pictures"), m_folder.path().string());
    ASSERT_TRUE(waitForRows(4));
    child.kill(signal);
    EXPECT_EQ(child.wait(), status);
    EXPECT_GE(linesOf(table()), 4);
    EXPECT_LT(linesOf(table()), kPictures + 1);
    EXPECT_FALSE(fs::exists(part()));
  }
}

TEST_F(InterruptedPredict, KilledLeavesTheRowsOfTheFolder) {
  makePictures();
  Child child(command("pictures"), m_folder.path().string());
  ASSERT_TRUE(waitForRows(4));
  child.kill(SIGKILL);
  ASSERT_EQ(child.wait(), -SIGKILL);
  EXPECT_FALSE(fs::exists(table())) << "half a table is not called a whole one";
  const std::string rows = readFile(part());
  EXPECT_EQ(rows.back(), '\n');
  EXPECT_EQ(rows.substr(0, 10), "file,face,");
  Child next(command("pictures"), m_folder.path().string());
  EXPECT_EQ(next.wait(), 0);
  EXPECT_EQ(linesOf(table()), kPictures + 1);
  EXPECT_FALSE(fs::exists(part()));
}

TEST_F(InterruptedPredict, KilledLeavesTheRowsOfTheVideo) {
  makeFilm();
  Child child(command("film.mp4"), m_folder.path().string());
  ASSERT_TRUE(waitForRows(20));
  child.kill(SIGKILL);
  ASSERT_EQ(child.wait(), -SIGKILL);
  EXPECT_FALSE(fs::exists(table()));
  const auto rows = linesOf(part());
  fs::copy_file(part(), m_folder / "kept.csv");
  const RecordedSession session = readSession(m_folder / "kept.csv");
  EXPECT_EQ(static_cast<std::ptrdiff_t>(session.results.size()), rows - 1);
  EXPECT_NEAR(session.results.back().seconds, 0.1 * static_cast<double>(rows - 2), 1e-6);
}

} // namespace
} // namespace mien
