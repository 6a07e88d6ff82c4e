#include "core/common/error.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/face/detectors/detail/detector_input.h"
#include "core/face/detectors/face_detector_factory.h"
#include "core/face/detectors/face_model_files.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"
#include "tests/support/environment_variable.h"
#include "tests/support/shared_files.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace mien {
namespace {

using test::EnvironmentVariable;
using test::sharedFile;
using test::TempFolder;

std::string errorOf(const FaceDetectorOptions& options, ErrorKind kind) {
  try {
    (void)makeFaceDetector(options);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "a detector was made";
  return {};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool anyAround(const std::vector<Face>& faces, cv::Point2f point, float atLeast, float atMost) {
  return std::any_of(faces.begin(), faces.end(), [&](const Face& face) {
    const cv::Point2f centre(face.box.x + face.box.width / 2, face.box.y + face.box.height / 2);
    return cv::norm(centre - point) < face.box.width / 3 && face.box.width >= atLeast && face.box.width <= atMost;
  });
}

TEST(DetectorInput, LeadsBackToTheGivenImage) {
  for (const cv::Size size : {cv::Size(48, 48), cv::Size(30, 90), cv::Size(500, 400), cv::Size(4000, 1000)}) {
    cv::Mat image(size, CV_8UC1, cv::Scalar(0));
    const cv::Rect mark(size.width / 2, size.height / 3, size.width / 4, size.height / 4);
    image(mark).setTo(255);
    const detail::DetectorInput work = detail::makeDetectorInput(image, 1280);
    EXPECT_LE(std::max(work.image.cols, work.image.rows), 1280);
    cv::Mat bright;
    cv::threshold(work.image, bright, 127, 255, cv::THRESH_BINARY);
    const cv::Rect2f box = work.toOriginal({cv::Rect2f(cv::boundingRect(bright)), 1.0F}).box;
    const float tolerance = std::max(1.0F, 1.5F / work.scale);
    EXPECT_NEAR(box.x, mark.x, tolerance) << size;
    EXPECT_NEAR(box.y, mark.y, tolerance) << size;
    EXPECT_NEAR(box.width, mark.width, 2 * tolerance) << size;
    EXPECT_NEAR(box.height, mark.height, 2 * tolerance) << size;
  }
}

TEST(FaceModelFiles, KnowsSha256) {
  const TempFolder folder;
  EXPECT_EQ(sha256OfFile(folder.write("abc", "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256OfFile(folder.write("long", std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_THROW((void)sha256OfFile(folder.path() / "none"), Error);
}

TEST(FaceModelFiles, LooksForTheCascadeWhereItIsTold) {
  const TempFolder folder;
  const auto file = folder.write(std::filesystem::path("opencv4/haarcascades") / kHaarFile, "x");
  const EnvironmentVariable noChoice("MIEN_HAAR_DIR", "");
  const EnvironmentVariable home("XDG_DATA_HOME", (folder.path() / "home").string());
  const EnvironmentVariable dirs("XDG_DATA_DIRS", folder.path().string());
  EXPECT_EQ(findHaarFile(), file);
  const auto chosen = folder.write(std::filesystem::path("chosen") / kHaarFile, "x");
  const EnvironmentVariable choice("MIEN_HAAR_DIR", chosen.parent_path().string());
  EXPECT_EQ(findHaarFile(), chosen);
}

TEST(FaceDetectorFactory, NamesMissingAndBrokenCascades) {
  const TempFolder folder;
  FaceDetectorOptions options;
  options.kind = DetectorKind::Haar;
  options.haarFile = folder.path() / "none.xml";
  const std::string missing = errorOf(options, ErrorKind::NotFound);
  EXPECT_TRUE(contains(missing, "none.xml") && contains(missing, "opencv-data")) << missing;
  for (const char* content : {"", "no XML at all", "<?xml version=\"1.0\"?><opencv_storage></opencv_storage>"}) {
    options.haarFile = folder.write("broken.xml", content);
    EXPECT_TRUE(contains(errorOf(options, ErrorKind::BadData), "broken.xml")) << content;
  }
}

TEST(FaceDetectorFactory, NamesMissingAndBrokenNetworks) {
  const TempFolder folder;
  FaceDetectorOptions options;
  options.yunetFile = folder.path() / "none.onnx";
  EXPECT_TRUE(contains(errorOf(options, ErrorKind::NotFound), "none.onnx"));
  for (const std::string& content : {std::string(), std::string("no network"), std::string(5000, '\x08')}) {
    options.yunetFile = folder.write("broken.onnx", content);
    EXPECT_TRUE(contains(errorOf(options, ErrorKind::BadData), "broken.onnx"));
  }
}

TEST(FaceDetectorFactory, FallsBackToHaar) {
  const TempFolder folder;
  const EnvironmentVariable home("XDG_DATA_HOME", folder.path().string());
  std::vector<std::string> warnings;
  EXPECT_EQ(makeFaceDetector({}, &warnings)->name(), "Haar");
  EXPECT_TRUE(warnings.empty());
  folder.write(std::filesystem::path("mien") / kYunetFile, "damaged");
  EXPECT_EQ(makeFaceDetector({}, &warnings)->name(), "Haar");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_TRUE(contains(warnings[0], kYunetFile)) << warnings[0];
}

TEST(FaceDetectorFactory, WarnsOfAnotherNetworkFile) {
  const auto published = sharedFile(std::filesystem::path("models") / kYunetFile);
  if (!std::filesystem::exists(published)) {
    GTEST_SKIP() << "the YuNet file is not there: " << published;
  }
  const TempFolder folder;
  FaceDetectorOptions options;
  options.yunetFile = folder.path() / "other.onnx";
  std::ifstream stream(published, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  content += "\xC2\x3E\x01x"; // a protobuf field that nobody knows: the same network in another file
  folder.write("other.onnx", content);
  std::vector<std::string> warnings;
  EXPECT_EQ(makeFaceDetector(options, &warnings)->name(), "YuNet");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_TRUE(contains(warnings[0], "other.onnx") && contains(warnings[0], "SHA-256")) << warnings[0];
}

TEST(FaceDetectorFactory, RefusesStrangePixels) {
  FaceDetectorOptions options;
  options.kind = DetectorKind::Haar;
  const auto detector = makeFaceDetector(options);
  EXPECT_THROW((void)detector->detect(cv::Mat()), Error);
  EXPECT_THROW((void)detector->detect(cv::Mat(50, 50, CV_32FC1)), Error);
  EXPECT_THROW((void)detector->detect(cv::Mat(50, 50, CV_8UC4)), Error);
  EXPECT_TRUE(detector->detect(cv::Mat(1, 1, CV_8UC1, cv::Scalar(0))).empty());
  EXPECT_TRUE(detector->detect(cv::Mat(1, 3000, CV_8UC3, cv::Scalar::all(0))).empty());
}

TEST(FaceDetectorFactory, LeavesOutSmallFaces) {
  const DemoPhoto photo = renderDemoPhoto(3, 3, 1200, 800);
  const cv::Mat image(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data()));
  FaceDetectorOptions options;
  options.kind = DetectorKind::Haar;
  const auto all = makeFaceDetector(options)->detect(image);
  ASSERT_GE(all.size(), 2U);
  const auto side = [](const Face& face) { return std::sqrt(face.box.area()); };
  options.minFaceSide = static_cast<int>(side(all.back())) + 2;
  const auto large = makeFaceDetector(options)->detect(image);
  EXPECT_LT(large.size(), all.size());
  for (const Face& face : large) {
    EXPECT_GE(side(face), static_cast<float>(options.minFaceSide));
  }
  options.minFaceSide = 5000;
  EXPECT_TRUE(makeFaceDetector(options)->detect(image).empty());
}

/// Demo faces that lean to one side, cut out and shrunk to `side` px.
std::vector<cv::Mat> leaningFaces(double degrees, int side) {
  std::vector<cv::Mat> faces;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const DemoPhoto photo = renderDemoPhoto(seed, 3, 640, 480);
    const cv::Mat image(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data()));
    for (const DemoFace& face : photo.faces) {
      const cv::Rect box(face.x, face.y, face.width, face.height);
      const cv::Mat turn = cv::getRotationMatrix2D((box.tl() + box.br()) / 2, degrees, 1);
      cv::Mat turned;
      cv::warpAffine(image, turned, turn, image.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
      const cv::Point margin(face.width / 10, face.width / 10);
      const cv::Rect around = cv::Rect(box.tl() - margin, box.br() + margin) & cv::Rect({}, image.size());
      cv::resize(turned(around), faces.emplace_back(), cv::Size(side, side), 0, 0, cv::INTER_AREA);
    }
  }
  return faces;
}

// The cascade itself, asked by a program of its own: five windows agree on 11 of the 18, more than eleven on 2.
TEST(HaarDetector, AsksSmallImagesForLessAgreement) {
  FaceDetectorOptions options;
  options.kind = DetectorKind::Haar;
  const auto detector = makeFaceDetector(options);
  int found = 0;
  for (const cv::Mat& face : leaningFaces(22, 48)) {
    found += anyAround(detector->detect(face), {24, 24}, 24, 64) ? 1 : 0;
  }
  EXPECT_GE(found, 8);
}

class Photos : public testing::TestWithParam<DetectorKind> {
protected:
  std::unique_ptr<FaceDetector> detector() {
    FaceDetectorOptions options;
    options.kind = GetParam();
    options.yunetFile = sharedFile(std::filesystem::path("models") / kYunetFile);
    return makeFaceDetector(options, &m_warnings);
  }
  std::vector<std::string> m_warnings;
};

TEST_P(Photos, ShowTheirFaces) {
  if (!std::filesystem::exists(sharedFile("data/photos"))) {
    GTEST_SKIP() << "the developers' photos are not there: " << sharedFile("data/photos");
  }
  const auto finder = detector();
  EXPECT_TRUE(m_warnings.empty()) << m_warnings.front();
  const auto astronaut = finder->detect(loadPicture(sharedFile("data/photos/astronaut.png")).image);
  ASSERT_EQ(astronaut.size(), 1U);
  EXPECT_TRUE(anyAround(astronaut, {224, 115}, 80, 130));
  const auto group =
      finder->detect(loadPicture(sharedFile("data/photos/group_6.jpg")).image); // searched at 1280 of 1920 px
  EXPECT_EQ(group.size(), 4U);
  for (const cv::Point2f centre : {cv::Point2f(360, 625), {757, 480}, {1270, 445}, {1590, 410}}) {
    EXPECT_TRUE(anyAround(group, centre, 150, 330)) << centre;
  }
  EXPECT_TRUE(std::is_sorted(group.begin(), group.end(),
                             [](const Face& a, const Face& b) { return a.box.area() > b.box.area(); }));
}

TEST_P(Photos, ShowAFaceThatFillsTheImage) {
  const auto folder = sharedFile("data/ferplus/FER2013Valid");
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "the developers' FER2013 images are not there: " << folder;
  }
  const auto finder = detector();
  int found = 0;
  const auto files = listFolder(folder).pictures;
  for (std::size_t i = 0; i < 40; ++i) {
    const auto faces = finder->detect(loadPicture(files[i * files.size() / 40]).image);
    found += anyAround(faces, {24, 24}, 24, 64) ? 1 : 0;
  }
  EXPECT_GE(found, GetParam() == DetectorKind::Haar ? 22 : 34);
}

INSTANTIATE_TEST_SUITE_P(Detectors, Photos, testing::Values(DetectorKind::Haar, DetectorKind::YuNet),
                         [](const auto& test) { return test.param == DetectorKind::Haar ? "Haar" : "YuNet"; });

} // namespace
} // namespace mien
