#include "core/live/tracking/detail/latency_compensation.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace mien::detail {
namespace {

/// A picture with a face-like pattern of 80 px around `centre`.
cv::Mat scene(cv::Point centre) {
  cv::Mat image(480, 640, CV_8UC3, cv::Scalar::all(40));
  cv::circle(image, centre, 40, cv::Scalar::all(200), cv::FILLED);
  cv::circle(image, centre + cv::Point(-14, -10), 7, cv::Scalar::all(20), cv::FILLED);
  cv::circle(image, centre + cv::Point(16, -8), 6, cv::Scalar::all(70), cv::FILLED);
  cv::ellipse(image, centre + cv::Point(2, 18), {16, 5}, 0, 0, 360, cv::Scalar::all(90), cv::FILLED);
  return image;
}

Face around(cv::Point2f centre) { return {{centre.x - 40, centre.y - 40, 80, 80}, 0.9F}; }

TrackedFace track(int id, cv::Point2f centre) { return {id, around(centre).box, 0.9F, true, false}; }

TEST(LatencyCompensation, MoveWithTheirTrack) {
  const cv::Mat then = scene({200, 200});
  const cv::Mat now = scene({400, 100}); // further than any picture comparison would look
  const std::vector before{track(1, {500, 400}), track(2, {205, 203})};
  const std::vector after{track(1, {501, 400}), track(2, {405, 103})};
  const auto faces = compensateLatency({around({200, 200})}, then, now, before, after);
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_EQ(faces[0].box, around({400, 100}).box);
}

TEST(LatencyCompensation, OfANewFaceAreSoughtInThePicture) {
  const auto faces = compensateLatency({around({200, 200})}, scene({200, 200}), scene({212, 206}), {}, {});
  EXPECT_NEAR(faces[0].box.x, 172, 1.5);
  EXPECT_NEAR(faces[0].box.y, 166, 1.5);
}

TEST(LatencyCompensation, StayWhereTheyWereWhenNothingIsKnown) {
  const cv::Mat empty(480, 640, CV_8UC3, cv::Scalar::all(40));
  const std::vector before{track(1, {200, 200})}; // and gone since
  const auto faces = compensateLatency({around({200, 200})}, scene({200, 200}), empty, before, {});
  EXPECT_EQ(faces[0].box, around({200, 200}).box);
}

TEST(LatencyCompensation, OfThisVeryPictureAreNotTouched) {
  const cv::Mat now = scene({200, 200});
  const std::vector before{track(1, {210, 210})};
  const std::vector after{track(1, {300, 300})};
  EXPECT_EQ(compensateLatency({around({200, 200})}, now, now, before, after)[0].box, around({200, 200}).box);
}

} // namespace
} // namespace mien::detail
