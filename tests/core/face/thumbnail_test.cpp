#include "core/face/thumbnail.h"

#include "core/common/error.h"
#include "core/face/annotation/annotated_name.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

namespace mien {
namespace {

TEST(Thumbnail, IsAsSmallAsAskedAndKeepsItsShape) {
  const cv::Mat large(600, 1200, CV_8UC3, cv::Scalar(200, 100, 50));
  const auto jpeg = makeThumbnail(large, 144);
  EXPECT_LT(jpeg.size(), 8000U);
  const cv::Mat small = cv::imdecode(jpeg, cv::IMREAD_COLOR);
  EXPECT_EQ(small.size(), cv::Size(144, 72));
  EXPECT_NEAR(small.at<cv::Vec3b>(30, 30)[0], 200, 4);
}

TEST(Thumbnail, DoesNotEnlargeAndTakesGrey) {
  const cv::Mat grey(48, 48, CV_8UC1, cv::Scalar(77));
  EXPECT_EQ(cv::imdecode(makeThumbnail(grey, 144), cv::IMREAD_COLOR).size(), cv::Size(48, 48));
  EXPECT_FALSE(makeThumbnail(cv::Mat(1, 5000, CV_8UC1, cv::Scalar(1)), 144).empty());
  EXPECT_THROW((void)makeThumbnail({}, 144), Error);
}

TEST(AnnotatedName, GivesEachImageItsOwn) {
  std::set<std::filesystem::path> taken;
  EXPECT_EQ(annotatedName("out", "x/a.jpg", taken), "out/a.png");
  EXPECT_EQ(annotatedName("out", "x/a.png", taken), "out/a-2.png");
  EXPECT_EQ(annotatedName("out", "y/a.jpg", taken), "out/a-3.png");
  EXPECT_EQ(annotatedName("out", "y/b.c.jpg", taken), "out/b.c.png");
}

} // namespace
} // namespace mien
