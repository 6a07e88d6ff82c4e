#include "core/face/image_analyzer.h"

#include "core/common/error.h"
#include "core/face/annotation/annotate.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

namespace mien {
namespace {

Face faceAt(cv::Rect2f box) { return {box, 0.9F}; }

ImageAnalyzer analyzerFinding(std::vector<Face> faces) {
  return {std::make_unique<test::FakeDetector>(std::move(faces)), std::make_unique<test::FakeClassifier>()};
}

bool takenAsWhole(std::vector<Face> found, cv::Size size) {
  return analyzerFinding(std::move(found)).analyze(cv::Mat(size, CV_8UC1, cv::Scalar(100)), FaceMode::Auto).whole;
}

TEST(ImageAnalyzer, ClassifiesEachFaceByItsOwnPixels) {
  cv::Mat image(400, 600, CV_8UC3, cv::Scalar::all(0));
  image(cv::Rect(300, 100, 100, 100)).setTo(cv::Scalar::all(255));
  ImageAnalyzer analyzer = analyzerFinding({faceAt({300, 100, 100, 100}), faceAt({10, 10, 50, 50})});
  const ImageAnalysis analysis = analyzer.analyze(image, FaceMode::Auto);
  EXPECT_FALSE(analysis.whole);
  ASSERT_EQ(analysis.faces.size(), 2U);
  EXPECT_EQ(analyzer.info().labels[static_cast<std::size_t>(analysis.faces[0].label)], "bright");
  EXPECT_FLOAT_EQ(analysis.faces[0].probabilities[1], 1.0F);
  EXPECT_EQ(analysis.faces[1].label, 0);
  EXPECT_EQ(analysis.faces[1].crop, cv::Rect(10, 10, 50, 50));
}

TEST(ImageAnalyzer, TakesTheWholeImageWhenTold) {
  ImageAnalyzer analyzer(nullptr, std::make_unique<test::FakeClassifier>());
  const ImageAnalysis analysis = analyzer.analyze(cv::Mat(300, 900, CV_8UC1, cv::Scalar(255)), FaceMode::Whole);
  EXPECT_TRUE(analysis.whole);
  ASSERT_EQ(analysis.faces.size(), 1U);
  EXPECT_EQ(analysis.faces[0].crop, cv::Rect(0, 0, 900, 300));
  EXPECT_EQ(analysis.detectSeconds, 0);
}

TEST(ImageAnalyzer, RecognisesCroppedFaces) {
  const Face inCorner = faceAt({10, 10, 40, 40});
  EXPECT_TRUE(takenAsWhole({}, {48, 48}));
  EXPECT_TRUE(takenAsWhole({inCorner}, {100, 100})); // a thumbnail, whatever is found
  EXPECT_TRUE(takenAsWhole({}, {224, 224}));
  EXPECT_TRUE(takenAsWhole({faceAt({20, 20, 360, 360})}, {400, 400}));
}

TEST(ImageAnalyzer, RecognisesPhotos) {
  const Face inCorner = faceAt({10, 10, 40, 40});
  EXPECT_FALSE(takenAsWhole({inCorner}, {101, 101}));
  EXPECT_FALSE(takenAsWhole({}, {100, 70})); // not square
  EXPECT_FALSE(takenAsWhole({}, {257, 257}));
  EXPECT_FALSE(takenAsWhole({faceAt({20, 20, 300, 300})}, {400, 400})); // fills 0.56
  EXPECT_FALSE(takenAsWhole({faceAt({20, 20, 360, 360}), inCorner}, {400, 400}));
  EXPECT_FALSE(takenAsWhole({faceAt({-200, -200, 800, 800})}, {400, 400})); // of which the image is a quarter
}

TEST(ImageAnalyzer, FindsNothingWithoutComplaint) {
  ImageAnalyzer analyzer = analyzerFinding({});
  EXPECT_TRUE(analyzer.analyze(cv::Mat(400, 400, CV_8UC1, cv::Scalar(0)), FaceMode::Auto).faces.empty());
  EXPECT_TRUE(analyzer.analyze(cv::Mat(48, 48, CV_8UC1, cv::Scalar(0)), FaceMode::Detect).faces.empty());
}

TEST(ImageAnalyzer, RefusesWhatItCannotDo) {
  ImageAnalyzer analyzer(nullptr, std::make_unique<test::FakeClassifier>());
  EXPECT_THROW((void)analyzer.analyze(cv::Mat(), FaceMode::Whole), Error);
  EXPECT_THROW((void)analyzer.analyze(cv::Mat(400, 400, CV_8UC1), FaceMode::Detect), Error);
}

TEST(Annotate, DrawsOnACopy) {
  ImageAnalyzer analyzer = analyzerFinding({faceAt({250, 250, 200, 200}), faceAt({-5, -5, 60, 60})});
  for (const int background : {0, 255}) {
    const cv::Mat image(600, 800, CV_8UC1, cv::Scalar(background));
    const cv::Mat untouched = image.clone();
    const cv::Mat picture = annotate(image, analyzer.analyze(image, FaceMode::Detect), analyzer.info().labels);
    EXPECT_EQ(cv::norm(image, untouched, cv::NORM_INF), 0);
    ASSERT_EQ(picture.type(), CV_8UC3);
    ASSERT_EQ(picture.size(), image.size());
    EXPECT_GT(std::abs(picture.at<cv::Vec3b>(350, 250)[0] - background), 30);
    EXPECT_EQ(picture.at<cv::Vec3b>(350, 350), cv::Vec3b::all(static_cast<std::uint8_t>(background)));
    // The caption is white on dark on either background.
    const cv::Mat caption = picture(cv::Rect(250, 225, 80, 24));
    cv::Mat letters;
    cv::inRange(caption, cv::Scalar::all(170), cv::Scalar::all(255), letters);
    const int white = cv::countNonZero(letters);
    EXPECT_GT(white, 40);
    EXPECT_LT(white, 80 * 24 / 2);
  }
}

} // namespace
} // namespace mien
