#include "ui/pictures/frame_image.h"
#include "ui/pictures/gray_images.h"
#include "ui/pictures/mat_image.h"

#include "core/session/frame_result.h"

#include <opencv2/core.hpp>

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace mien::ui {
namespace {

/// 3 x 2 px, OpenCV's blue, green, red: each pixel another colour, no row as wide as Qt's 4 bytes want.
cv::Mat colours() {
  cv::Mat image(2, 3, CV_8UC3);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      image.at<cv::Vec3b>(y, x) = {static_cast<uchar>(10 + x), static_cast<uchar>(100 + y),
                                   static_cast<uchar>(200 + x)};
    }
  }
  return image;
}

TimedFrame frame(const cv::Mat& image) {
  TimedFrame frame;
  frame.image = image;
  return frame;
}

TEST(MatImage, HasRedWhereOpenCvHasItsLastChannel) {
  const QImage image = matImage(colours(), 0);
  ASSERT_EQ(image.size(), QSize(3, 2));
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      EXPECT_EQ(image.pixelColor(x, y), QColor(200 + x, 100 + y, 10 + x)) << x << ", " << y;
    }
  }
}

TEST(MatImage, IsGreyWhereTheMatrixIsAndAtMostSoLarge) {
  cv::Mat grey(30, 90, CV_8UC1, cv::Scalar(77));
  EXPECT_EQ(matImage(grey, 0).pixelColor(5, 5), QColor(77, 77, 77));
  EXPECT_EQ(matImage(grey, 45).size(), QSize(45, 15));
  EXPECT_EQ(matImage(grey, 90).size(), QSize(90, 30));
}

TEST(FrameImage, IsTheFrameWithoutACopy) {
  const auto timed = std::make_shared<const TimedFrame>(frame(colours()));
  const QImage image = frameImage(timed);
  EXPECT_EQ(image.constBits(), timed->image.data);
  EXPECT_EQ(image.pixelColor(2, 1), QColor(202, 101, 12));
  EXPECT_TRUE(frameImage(nullptr).isNull());
}

TEST(ScaledFrame, IsMirroredAboutItsMiddleOnly) {
  cv::Mat image(4, 8, CV_8UC3, cv::Scalar(10, 20, 30));
  image(cv::Rect(0, 0, 2, 2)).setTo(cv::Scalar(0, 0, 255)); // red, above at the left
  const QImage plain = scaledFrame(frame(image), {80, 40}, false);
  const QImage mirrored = scaledFrame(frame(image), {80, 40}, true);
  ASSERT_EQ(plain.size(), QSize(80, 40));
  EXPECT_EQ(plain.pixelColor(2, 2), QColor(255, 0, 0));
  EXPECT_EQ(plain.pixelColor(77, 2), QColor(30, 20, 10));
  EXPECT_EQ(mirrored.pixelColor(77, 2), QColor(255, 0, 0));
  EXPECT_EQ(mirrored.pixelColor(2, 2), QColor(30, 20, 10));
  EXPECT_EQ(mirrored.pixelColor(77, 37), QColor(30, 20, 10)) << "not upside down";
}

TEST(GrayImage, ReadsItsPixelsRowByRow) {
  std::vector<std::uint8_t> pixels(25); // rows of 5 are padded to 8
  std::iota(pixels.begin(), pixels.end(), std::uint8_t{3});
  const QImage image = grayImage(pixels, 5);
  ASSERT_EQ(image.size(), QSize(5, 5));
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 5; ++x) {
      EXPECT_EQ(qGray(image.pixel(x, y)), 3 + 5 * y + x);
    }
  }
}

} // namespace
} // namespace mien::ui
