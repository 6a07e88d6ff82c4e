#include "core/face/detectors/detail/yunet_decode.h"

#include "core/common/error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mien::detail {
namespace {

// Three columns, two rows, nothing found.
YunetGrid emptyGrid() {
  YunetGrid grid;
  grid.stride = 16;
  grid.columns = 3;
  grid.rows = 2;
  grid.cls = cv::Mat::zeros(6, 1, CV_32F);
  grid.obj = cv::Mat::zeros(6, 1, CV_32F);
  grid.bbox = cv::Mat::zeros(6, 4, CV_32F);
  return grid;
}

Face faceAt(float x, float score) { return {cv::Rect2f(x, 0, 10, 10), score}; }

TEST(DecodeYunet, PlacesTheFaceOfACell) {
  YunetGrid grid = emptyGrid();
  const int cell = 5; // column 2, row 1
  grid.cls.at<float>(cell) = 0.9F;
  grid.obj.at<float>(cell) = 0.4F;
  const float bbox[]{0.5F, -0.25F, std::log(2.0F), std::log(3.0F)};
  std::copy(std::begin(bbox), std::end(bbox), grid.bbox.ptr<float>(cell));
  std::vector<Face> faces;
  decodeYunet(grid, 0.5F, faces);
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_FLOAT_EQ(faces[0].score, 0.6F);
  EXPECT_FLOAT_EQ(faces[0].box.width, 32.0F);
  EXPECT_FLOAT_EQ(faces[0].box.height, 48.0F);
  EXPECT_FLOAT_EQ(faces[0].box.x, 2.5F * 16 - 16);
  EXPECT_FLOAT_EQ(faces[0].box.y, 0.75F * 16 - 24);
}

TEST(DecodeYunet, DropsWeakAndSenselessCells) {
  YunetGrid grid = emptyGrid();
  grid.cls.setTo(0.9F);
  grid.obj.setTo(0.2F);
  std::vector<Face> faces;
  decodeYunet(grid, 0.5F, faces); // sqrt(0.18) = 0.42
  EXPECT_TRUE(faces.empty());
  grid.obj.setTo(7.0F); // clamped to 1
  grid.bbox.col(2).setTo(200.0F);
  decodeYunet(grid, 0.5F, faces);
  EXPECT_TRUE(faces.empty());
  for (const float senseless : {std::nanf(""), INFINITY, -1e9F, 1e9F}) {
    for (int number = 0; number < 4; ++number) {
      grid.bbox.setTo(0.0F);
      grid.bbox.col(number).setTo(senseless);
      decodeYunet(grid, 0.5F, faces);
      EXPECT_TRUE(faces.empty()) << senseless << " as number " << number;
    }
  }
  grid.cls.setTo(std::nanf(""));
  grid.bbox.setTo(0.0F);
  decodeYunet(grid, 0.5F, faces);
  EXPECT_TRUE(faces.empty());
}

TEST(DecodeYunet, RefusesTensorsOfAnotherSize) {
  YunetGrid grid = emptyGrid();
  grid.bbox = cv::Mat::zeros(6, 3, CV_32F);
  std::vector<Face> faces;
  EXPECT_THROW((void)decodeYunet(grid, 0.5F, faces), Error);
}

TEST(NonMaximumSuppression, KeepsTheBestOfEachHeap) {
  const auto kept = nonMaximumSuppression({faceAt(0, 0.7F), faceAt(2, 0.9F), faceAt(50, 0.8F), faceAt(8, 0.6F)}, 0.3F);
  ASSERT_EQ(kept.size(), 3U); // 8..18 overlaps 2..12 by a quarter only
  EXPECT_FLOAT_EQ(kept[0].box.x, 2);
  EXPECT_FLOAT_EQ(kept[1].box.x, 50);
  EXPECT_FLOAT_EQ(kept[2].box.x, 8);
}

} // namespace
} // namespace mien::detail
