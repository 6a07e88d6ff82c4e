#include "core/picture/video_names.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

using test::TempFolder;

TEST(OpensAsVideo, WhatIsNoPictureAndIsCalledAVideo) {
  const TempFolder folder;
  EXPECT_TRUE(opensAsVideo(folder.write("a.mp4", "text")));
  EXPECT_TRUE(opensAsVideo(folder.write("empty.mp4", "")));
  EXPECT_TRUE(opensAsVideo(folder / "missing.MKV"));
  EXPECT_TRUE(opensAsVideo(folder.write("unnamed", "\x1A\x45\xDF\xA3")));
  EXPECT_FALSE(opensAsVideo(folder / "missing.png"));
  EXPECT_FALSE(opensAsVideo(folder.write("picture.mp4", "\xFF\xD8\xFF\xE0")));
  EXPECT_FALSE(opensAsVideo(folder.write("a.txt", "text")));
}

TEST(HasVideoSuffix, InAnyCase) {
  EXPECT_TRUE(hasVideoSuffix("a/b.MP4"));
  EXPECT_TRUE(hasVideoSuffix("b.webm"));
  EXPECT_TRUE(hasVideoSuffix("B.AVI")); // whose I is no i in Turkish
  EXPECT_TRUE(hasVideoSuffix("00001.M2TS"));
  EXPECT_FALSE(hasVideoSuffix("b.png"));
  EXPECT_FALSE(hasVideoSuffix("mp4"));
}

} // namespace
} // namespace mien
