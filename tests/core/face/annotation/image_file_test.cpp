#include "core/face/annotation/image_file.h"

#include "core/common/error.h"
#include "core/picture/picture.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

namespace mien {
namespace {

using test::TempFolder;

TEST(SavePng, WritesWhatLoadPictureReads) {
  const TempFolder folder;
  cv::Mat image(32, 64, CV_8UC3, cv::Scalar(255, 0, 0));
  image.colRange(32, 64).setTo(cv::Scalar(0, 0, 255));
  savePng(image, folder / "a.png");
  EXPECT_EQ(cv::norm(loadPicture(folder / "a.png").image, image, cv::NORM_INF), 0);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1); // no temporary file stays
  EXPECT_THROW(savePng(image, folder.path() / "none" / "a.png"), Error);
}

} // namespace
} // namespace mien
