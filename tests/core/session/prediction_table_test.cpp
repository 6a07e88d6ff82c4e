#include "core/session/prediction_table.h"

#include "tests/support/made_faces.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mien {
namespace {

using test::madeFace;
using test::madeResult;

ImageAnalysis pictureWith(float first, bool whole) {
  ImageAnalysis analysis;
  analysis.whole = whole;
  analysis.faces.push_back({{cv::Rect2f(1, 2, 30, 40), 0.5F}, {}, first >= 0.5F ? 0 : 1, {first, 1 - first}});
  return analysis;
}

TEST(PredictionTable, HoldsFramesAndPictures) {
  const PredictionTable table({"calm", "angry"});
  EXPECT_EQ(table.header(), "file,frame,time,face,state,score,x,y,width,height,label,calm,angry,calm_raw,angry_raw,"
                            "error\n");
  EXPECT_EQ(table.frameRows("a,b.mp4", madeResult(5, 0.2, {madeFace(1, FaceState::Found, 0.75F, 0.25F)})),
            "\"a,b.mp4\",5,0.200000,1,found,0.750000,10.5,20.0,100.0,120.0,calm,0.750000,0.250000,0.250000,0.750000,"
            "\n");
  EXPECT_EQ(table.frameRows("a.mp4", madeResult(6, 0.25, {})), "a.mp4,6,0.250000,,,,,,,,,,,,,\n");
  EXPECT_EQ(table.pictureRows("a.png", pictureWith(0.25F, false)),
            "a.png,,,1,found,0.500000,1.0,2.0,30.0,40.0,angry,0.250000,0.750000,0.250000,0.750000,\n");
  EXPECT_EQ(table.pictureRows("a.png", pictureWith(0.75F, true)),
            "a.png,,,1,whole,0.500000,1.0,2.0,30.0,40.0,calm,0.750000,0.250000,0.750000,0.250000,\n");
  EXPECT_EQ(table.pictureRows("a.png", {}), "a.png,,,,,,,,,,,,,,,\n");
  EXPECT_EQ(table.errorRow("a.mp4", "It is cut off, badly."), "a.mp4,,,,,,,,,,,,,,,\"It is cut off, badly.\"\n");
}

TEST(PredictionTable, SaysWhatIsUncertain) {
  const PredictionTable table({"calm", "angry"}, 0.6);
  const std::string header = table.header();
  EXPECT_TRUE(header.ends_with(",calm_raw,angry_raw,uncertain,uncertain_below,error\n")) << header;
  const std::string sure = table.frameRows("a", madeResult(0, 0, {madeFace(1, FaceState::Found, 0.625F, 0.1F)}));
  EXPECT_TRUE(sure.ends_with(",false,0.6,\n")) << sure;
  const std::string unsure = table.pictureRows("a", pictureWith(0.5F, false));
  EXPECT_TRUE(unsure.ends_with(",true,0.6,\n")) << unsure;
  const std::string nobody = table.frameRows("a", madeResult(0, 0, {}));
  EXPECT_TRUE(nobody.ends_with(",,,\n")) << nobody;
  for (const std::string& line : {sure, unsure, nobody, table.errorRow("a", "e")}) {
    EXPECT_EQ(std::ranges::count(line, ','), std::ranges::count(header, ',')) << line;
  }
}

} // namespace
} // namespace mien
