#include "core/face/face_crop.h"

#include "core/common/error.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

namespace mien {
namespace {

TEST(CropSquare, FollowsTheFraming) {
  // A box of 40 x 90 has the side 60.
  EXPECT_EQ(cropSquare({100, 100, 40, 90}, {1.5F, 0.1F, -0.05F}), cv::Rect(81, 97, 90, 90));
  EXPECT_EQ(cropSquare({10, 20, 30, 30}, {}), cv::Rect(10, 20, 30, 30));
}

TEST(CropGrey, CutsAndConverts) {
  cv::Mat image(20, 20, CV_8UC3, cv::Scalar(0, 0, 0));
  image(cv::Rect(5, 6, 4, 4)).setTo(cv::Scalar(0, 0, 255));
  const cv::Mat crop = cropGrey(image, {5, 6, 4, 4});
  ASSERT_EQ(crop.type(), CV_8UC1);
  ASSERT_EQ(crop.size(), cv::Size(4, 4));
  double low = 0;
  double high = 0;
  cv::minMaxIdx(crop, &low, &high);
  EXPECT_EQ(low, 76); // 0.299 * 255
  EXPECT_EQ(high, 76);
}

TEST(CropGrey, RepeatsTheBorderOutside) {
  cv::Mat image(4, 4, CV_8UC1);
  for (int i = 0; i < 16; ++i) {
    image.data[i] = static_cast<std::uint8_t>(i);
  }
  const cv::Mat expectedTopLeft = (cv::Mat_<std::uint8_t>(3, 3) << 0, 0, 1, 0, 0, 1, 4, 4, 5);
  EXPECT_EQ(cv::norm(cropGrey(image, {-1, -1, 3, 3}), expectedTopLeft, cv::NORM_INF), 0);
  const cv::Mat expectedBottomRight = (cv::Mat_<std::uint8_t>(3, 3) << 10, 11, 11, 14, 15, 15, 14, 15, 15);
  EXPECT_EQ(cv::norm(cropGrey(image, {2, 2, 3, 3}), expectedBottomRight, cv::NORM_INF), 0);
  const cv::Mat around = cropGrey(image, {-3, -2, 10, 10});
  EXPECT_EQ(around.size(), cv::Size(10, 10));
  EXPECT_EQ(around.at<std::uint8_t>(2, 3), 0);
  EXPECT_EQ(around.at<std::uint8_t>(5, 6), 15);
  EXPECT_EQ(around.at<std::uint8_t>(9, 9), 15);
  EXPECT_EQ(cropGrey(image, {-50, 60, 5, 5}).at<std::uint8_t>(2, 2), 12); // wholly outside, at the bottom left
}

TEST(CropGrey, DoesNotLookBeyondAView) {
  cv::Mat image(4, 8, CV_8UC1, cv::Scalar(200));
  image.colRange(0, 4).setTo(10);
  EXPECT_EQ(cropGrey(image.colRange(0, 4), {2, 0, 4, 4}).at<std::uint8_t>(1, 3), 10);
}

TEST(CropGrey, RefusesWhatIsNoImage) {
  EXPECT_THROW((void)cropGrey({}, {0, 0, 4, 4}), Error);
  EXPECT_THROW((void)cropGrey(cv::Mat(4, 4, CV_8UC1), {0, 0, 0, 0}), Error);
  EXPECT_THROW((void)cropGrey(cv::Mat(4, 4, CV_32FC1), {0, 0, 2, 2}), Error);
}

} // namespace
} // namespace mien
