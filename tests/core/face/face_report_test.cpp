#include "core/face/face_report.h"

#include "core/face/annotation/annotate.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

namespace mien {
namespace {

ImageAnalysis oneFace() {
  AnalyzedFace face;
  face.face = {cv::Rect2f(1.5F, -2, 30, 40), 0.875F};
  face.label = 1;
  face.probabilities = {0.25F, 0.75F};
  ImageAnalysis analysis;
  analysis.faces = {face, face};
  return analysis;
}

TEST(FaceCsv, HasOneRowAFace) {
  FaceCsv csv({"calm", "angry, \"very\""});
  csv.add("a.png", oneFace());
  csv.add("nobody.png", {});
  const std::string text = csv.take();
  EXPECT_EQ(text, "file,face,x,y,width,height,score,label,calm,\"angry, \"\"very\"\"\",error\n"
                  "a.png,1,1.5,-2.0,30.0,40.0,0.875,\"angry, \"\"very\"\"\",0.25,0.75,\n"
                  "a.png,2,1.5,-2.0,30.0,40.0,0.875,\"angry, \"\"very\"\"\",0.25,0.75,\n");
  csv.add("b.png", oneFace());
  EXPECT_TRUE(csv.take().starts_with("b.png,1,")) << "the header once";
}

TEST(FaceCsv, SaysWhatIsUncertain) {
  ImageAnalysis analysis = oneFace();
  analysis.faces[1].probabilities = {0.125F, 0.875F};
  FaceCsv csv({"calm", "angry"}, 0.8);
  csv.add("a.png", analysis);
  const std::string text = csv.take();
  EXPECT_EQ(text, "file,face,x,y,width,height,score,label,calm,angry,uncertain,uncertain_below,error\n"
                  "a.png,1,1.5,-2.0,30.0,40.0,0.875,angry,0.25,0.75,true,0.8,\n"
                  "a.png,2,1.5,-2.0,30.0,40.0,0.875,angry,0.125,0.875,false,0.8,\n");
}

TEST(FaceCsv, NamesWhatFailedAndTakesSeveralModels) {
  const std::vector<std::string> other{"angry", "sad"};
  FaceCsv csv({"calm", "angry", "sad"}, 0.5);
  csv.addError("broken.png", "broken.png is no image, \"at all\"");
  csv.add("b.png", oneFace(), other);
  const std::string text = csv.take();
  EXPECT_EQ(text, "file,face,x,y,width,height,score,label,calm,angry,sad,uncertain,uncertain_below,error\n"
                  "broken.png,,,,,,,,,,,,,\"broken.png is no image, \"\"at all\"\"\"\n"
                  "b.png,1,1.5,-2.0,30.0,40.0,0.875,sad,,0.25,0.75,false,0.5,\n"
                  "b.png,2,1.5,-2.0,30.0,40.0,0.875,sad,,0.25,0.75,false,0.5,\n");
}

TEST(FaceReportJson, SaysWhatIsUncertain) {
  const std::vector<std::string> labels{"calm", "angry"};
  const auto json = faceReportJson("a.png", oneFace(), labels, 0.8);
  EXPECT_EQ(json["uncertain_below"], 0.8);
  EXPECT_EQ(json["faces"][0]["uncertain"], true);
  EXPECT_EQ(json["faces"][0]["label"], "angry") << "the most probable is named all the same";
  EXPECT_EQ(faceReportJson("a.png", oneFace(), labels, 0.75)["faces"][0]["uncertain"], false);
  EXPECT_FALSE(faceReportJson("a.png", oneFace(), labels).contains("uncertain_below"));
}

TEST(Annotate, WritesUncertainOnlyBelowTheThreshold) {
  const cv::Mat image(200, 300, CV_8UC3, cv::Scalar::all(120));
  const std::vector<std::string> labels{"calm", "angry"};
  const cv::Mat plain = annotate(image, oneFace(), labels);
  const auto differs = [&](double threshold) {
    return cv::norm(plain, annotate(image, oneFace(), labels, threshold), cv::NORM_INF) > 0;
  };
  EXPECT_TRUE(differs(0.8));
  EXPECT_FALSE(differs(0.7));
}

TEST(FaceReportJson, TellsEverything) {
  const std::vector<std::string> labels{"calm", "angry"};
  const auto json = faceReportJson("a.png", oneFace(), labels);
  EXPECT_EQ(json["file"], "a.png");
  EXPECT_EQ(json["whole"], false);
  ASSERT_EQ(json["faces"].size(), 2U);
  EXPECT_EQ(json["faces"][0]["label"], "angry");
  EXPECT_EQ(json["faces"][0]["box"].dump(), "[1.5,-2.0,30.0,40.0]");
  EXPECT_EQ(json["faces"][0]["probabilities"].dump(), R"({"calm":0.25,"angry":0.75})");
  EXPECT_EQ(faceReportJson("b.png", {}, labels)["faces"].dump(), "[]");
}

} // namespace
} // namespace mien
