#include "core/live/source/frame_source.h"

#include "core/common/error.h"
#include "core/face/annotation/image_file.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/videoio.hpp>

#include <functional>

namespace mien {
namespace {

/// Eight grey frames, brighter and brighter.
std::filesystem::path makeVideo(const test::TempFolder& folder) {
  std::filesystem::path file = folder / "eight.avi";
  cv::VideoWriter writer(file.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {320, 240});
  for (int i = 0; i < 8; ++i) {
    writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(20 * i + 20)));
  }
  return file;
}

Error errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::Internal, Message("nothing was thrown")};
}

TEST(FrameSource, ReadsAVideoToItsEnd) {
  const test::TempFolder folder;
  const auto source = openSource({SourceSpec::Kind::Video, makeVideo(folder).string()});
  EXPECT_FALSE(source->live());
  EXPECT_NEAR(source->fps(), 20, 0.01);
  EXPECT_EQ(source->frameCount(), 8);
  cv::Mat before;
  for (int i = 0; i < 8; ++i) {
    const FrameRead read = source->read();
    ASSERT_EQ(read.status, FrameRead::Status::Frame);
    ASSERT_EQ(read.image.type(), CV_8UC3);
    EXPECT_NE(read.image.data, before.data); // its own pixels
    EXPECT_NEAR(read.image.at<cv::Vec3b>(100, 100)[1], 20 * i + 20, 4);
    ASSERT_TRUE(read.seconds);
    EXPECT_NEAR(*read.seconds, i / 20.0, 1e-6);
    before = read.image;
  }
  EXPECT_EQ(source->read().status, FrameRead::Status::End);
  EXPECT_EQ(source->read().status, FrameRead::Status::End);
}

TEST(FrameSource, TakesAColonInANameForAColon) {
  const test::TempFolder folder;
  std::filesystem::rename(makeVideo(folder), folder / "concat:12:30.avi");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const auto source = openSource({SourceSpec::Kind::Video, "concat:12:30.avi"});
  std::filesystem::current_path(before);
  EXPECT_EQ(source->frameCount(), 8);
}

TEST(FrameSource, ShowsNoPassword) {
  const Error error = errorOf([] { (void)openSource({SourceSpec::Kind::Url, "http://me:secret@127.0.0.1:9/none"}); });
  EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
}

TEST(FrameSource, LoopsAVideo) {
  const test::TempFolder folder;
  SourceSpec spec{SourceSpec::Kind::Video, makeVideo(folder).string()};
  spec.loop = true;
  const auto source = openSource(spec);
  EXPECT_EQ(source->frameCount(), 0);
  for (int i = 0; i < 20; ++i) {
    const FrameRead read = source->read();
    ASSERT_EQ(read.status, FrameRead::Status::Frame);
    EXPECT_NEAR(read.image.at<cv::Vec3b>(100, 100)[1], 20 * (i % 8) + 20, 4);
  }
}

TEST(FrameSource, ShowsAFolderInOrderAndPassesOverWhatIsNoImage) {
  const test::TempFolder folder;
  savePng(cv::Mat(20, 30, CV_8UC1, cv::Scalar(50)), folder / "b.png");
  savePng(cv::Mat(20, 30, CV_8UC3, cv::Scalar::all(10)), folder / "a.png");
  folder.write("aa.png", "no image");
  SourceSpec spec{SourceSpec::Kind::Folder, folder.path().string()};
  const auto source = openSource(spec);
  EXPECT_EQ(source->read().image.at<cv::Vec3b>(0, 0)[0], 10);
  EXPECT_EQ(source->read().image.at<cv::Vec3b>(0, 0)[0], 50);
  EXPECT_EQ(source->read().status, FrameRead::Status::End);
  spec.loop = true;
  const auto loop = openSource(spec);
  for (const int value : {10, 50, 10, 50}) {
    EXPECT_EQ(loop->read().image.at<cv::Vec3b>(0, 0)[0], value);
  }
}

TEST(FrameSource, EndsAFolderWithoutAGoodImage) {
  const test::TempFolder folder;
  folder.write("a.png", "no image");
  SourceSpec spec{SourceSpec::Kind::Folder, folder.path().string()};
  spec.loop = true;
  EXPECT_EQ(openSource(spec)->read().status, FrameRead::Status::End);
}

TEST(FrameSource, SaysWhatIsMissing) {
  const test::TempFolder folder;
  const auto expect = [&](SourceSpec::Kind kind, const std::string& location, ErrorKind error) {
    const Error thrown = errorOf([&] { (void)openSource({kind, location}); });
    EXPECT_EQ(thrown.kind(), error) << thrown.what();
    EXPECT_NE(std::string(thrown.what()).find(location), std::string::npos) << thrown.what();
  };
  expect(SourceSpec::Kind::Camera, "987", ErrorKind::NotFound);
  expect(SourceSpec::Kind::Camera, "/dev/video987", ErrorKind::NotFound);
  expect(SourceSpec::Kind::Camera, folder.write("file", "x").string(), ErrorKind::Io); // no device
  expect(SourceSpec::Kind::Video, (folder / "none.mp4").string(), ErrorKind::NotFound);
  expect(SourceSpec::Kind::Video, folder.path().string(), ErrorKind::NotFound);
  expect(SourceSpec::Kind::Video, folder.write("text.mp4", "no video").string(), ErrorKind::BadData);
  expect(SourceSpec::Kind::Folder, (folder / "none").string(), ErrorKind::NotFound);
  std::filesystem::create_directories(folder / "empty");
  expect(SourceSpec::Kind::Folder, (folder / "empty").string(), ErrorKind::NotFound);
  expect(SourceSpec::Kind::Url, "nonsense", ErrorKind::BadArgument);
  expect(SourceSpec::Kind::Url, "http://127.0.0.1:9/none", ErrorKind::Io);
}

} // namespace
} // namespace mien
