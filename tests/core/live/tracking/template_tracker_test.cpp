#include "core/live/tracking/detail/template_tracker.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <array>

namespace mien::detail {
namespace {

cv::Mat texture() {
  cv::Mat image(720, 1280, CV_8UC3);
  cv::theRNG().state = 5;
  cv::randu(image, 0, 255);
  cv::GaussianBlur(image, image, {}, 12);
  cv::normalize(image, image, 0, 255, cv::NORM_MINMAX);
  return image;
}

cv::Mat moved(const cv::Mat& image, float dx, float dy) {
  cv::Mat result;
  cv::warpAffine(image, result, cv::Matx23f(1, 0, dx, 0, 1, dy), image.size());
  return result;
}

TEST(TemplateTracker, FindsWhereTheFaceWent) {
  const cv::Mat image = texture();
  for (const float side : {60.0F, 150.0F, 320.0F}) {
    TemplateTracker follower;
    const cv::Rect2f box(500, 200, side, side);
    follower.remember(1, image, box);
    for (const cv::Point2f shift : {cv::Point2f(0, 0), {0.2F * side, -0.1F * side}, {-0.05F * side, 0.22F * side}}) {
      const auto seen = follower.follow(1, moved(image, shift.x, shift.y), box);
      ASSERT_TRUE(seen) << side << " " << shift;
      EXPECT_NEAR(seen->x - box.x, shift.x, side / 60) << side;
      EXPECT_NEAR(seen->y - box.y, shift.y, side / 60) << side;
      EXPECT_EQ(seen->size(), box.size());
    }
  }
}

TEST(TemplateTracker, AdmitsWhenTheFaceIsGone) {
  const cv::Mat image = texture();
  TemplateTracker follower;
  const cv::Rect2f box(500, 200, 150, 150);
  EXPECT_FALSE(follower.follow(1, image, box));
  follower.remember(1, image, box);
  EXPECT_FALSE(follower.follow(1, moved(image, 90, 0), box)); // too far
  EXPECT_FALSE(follower.follow(1, cv::Mat(720, 1280, CV_8UC3, cv::Scalar::all(90)), box));
  EXPECT_FALSE(follower.follow(2, image, box));
  follower.keepOnly(std::array<int, 1>{2});
  EXPECT_FALSE(follower.follow(1, image, box));
}

} // namespace
} // namespace mien::detail
