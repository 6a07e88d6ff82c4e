#include "core/demo/demo_photo.h"

#include "core/common/error.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace mien {
namespace {

double intersectionOverUnion(const cv::Rect& a, const DemoFace& face) {
  const cv::Rect b(face.x, face.y, face.width, face.height);
  const double shared = (a & b).area();
  return shared / (a.area() + b.area() - shared);
}

struct Hits {
  int faces = 0;
  int found = 0;
  int falseAlarms = 0;
};

class DemoPhotoDetection : public testing::TestWithParam<const char*> {
protected:
  void SetUp() override {
    for (const char* folder : {"/usr/share/opencv4/haarcascades/", "/usr/share/opencv/haarcascades/"}) {
      const std::string file = std::string(folder) + GetParam();
      if (std::filesystem::exists(file)) {
        ASSERT_TRUE(m_cascade.load(file));
        return;
      }
    }
    GTEST_SKIP() << "opencv-data is not installed";
  }

  Hits detect(const DemoPhoto& photo) {
    const cv::Mat image(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data()));
    std::vector<cv::Rect> boxes;
    m_cascade.detectMultiScale(image, boxes, 1.1, 3, 0, {80, 80});
    Hits hits;
    std::size_t used = 0;
    for (const DemoFace& face : photo.faces) {
      ++hits.faces;
      const auto good = std::count_if(boxes.begin(), boxes.end(),
                                      [&](const cv::Rect& box) { return intersectionOverUnion(box, face) >= 0.5; });
      hits.found += good > 0 ? 1 : 0;
      used += static_cast<std::size_t>(good);
    }
    hits.falseAlarms = static_cast<int>(boxes.size() - used);
    return hits;
  }

  cv::CascadeClassifier m_cascade;
};

TEST_P(DemoPhotoDetection, FindsNearlyEveryFace) {
  Hits sum;
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    const Hits hits = detect(renderDemoPhoto(seed, 1 + static_cast<int>(seed % 3)));
    sum.faces += hits.faces;
    sum.found += hits.found;
    sum.falseAlarms += hits.falseAlarms;
  }
  std::printf("%s: %d of %d faces, %d false alarms\n", GetParam(), sum.found, sum.faces, sum.falseAlarms);
  EXPECT_GE(sum.found, 0.9 * sum.faces);
  EXPECT_LE(sum.falseAlarms, 0.1 * sum.faces);
}

TEST_P(DemoPhotoDetection, FindsAllThreeInTheFirstPhoto) { EXPECT_EQ(detect(renderDemoPhoto(1)).found, 3); }

INSTANTIATE_TEST_SUITE_P(Haar, DemoPhotoDetection,
                         testing::Values("haarcascade_frontalface_default.xml", "haarcascade_frontalface_alt2.xml"),
                         [](const auto& cascade) { return cascade.index == 0 ? "Default" : "Alt2"; });

TEST(DemoPhoto, SaysWhereTheFacesAre) {
  const DemoPhoto photo = renderDemoPhoto(1);
  EXPECT_EQ(photo.width, 640);
  EXPECT_EQ(photo.height, 480);
  EXPECT_EQ(photo.pixels.size(), 640U * 480U);
  ASSERT_EQ(photo.faces.size(), 3U);
  std::set<Emotion> emotions;
  int right = 0;
  for (const DemoFace& face : photo.faces) {
    EXPECT_GE(face.width, 150);
    EXPECT_GE(face.x, right - face.width / 10);
    EXPECT_GE(face.y, 0);
    EXPECT_LE(face.x + face.width, photo.width);
    EXPECT_LE(face.y + face.height, photo.height);
    right = face.x + face.width;
    emotions.insert(face.emotion);
  }
  EXPECT_EQ(emotions.size(), 3U);
}

TEST(DemoPhoto, IsTheSameForTheSameSeed) {
  EXPECT_EQ(renderDemoPhoto(4, 2).pixels, renderDemoPhoto(4, 2).pixels);
  EXPECT_NE(renderDemoPhoto(4, 2).pixels, renderDemoPhoto(5, 2).pixels);
}

TEST(DemoPhoto, RefusesWhatItCannotPaint) {
  EXPECT_THROW((void)renderDemoPhoto(1, 0), Error);
  EXPECT_THROW((void)renderDemoPhoto(1, 4), Error);
  EXPECT_THROW((void)renderDemoPhoto(1, 3, 100, 480), Error);
  EXPECT_THROW((void)renderDemoPhoto(1, 1, 640, 100000), Error);
}

} // namespace
} // namespace mien
