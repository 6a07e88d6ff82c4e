#include "core/face/annotation/detail/captions.h"

#include <gtest/gtest.h>

namespace mien::detail {
namespace {

const std::vector<std::string> kLabels{"calm", "happiness"};

AnalyzedFace face(float x, float y, float side) {
  AnalyzedFace face;
  face.face = {cv::Rect2f(x, y, side, side), 0.9F};
  face.label = 1;
  face.probabilities = {0.25F, 0.75F};
  return face;
}

TEST(Captions, OfNeighboursDoNotOverlap) {
  ImageAnalysis row;
  for (int i = 0; i < 6; ++i) {
    row.faces.push_back(face(40.5F + 62.3F * static_cast<float>(i), 100, 60)); // narrower than their captions
  }
  const auto found = captions({480, 300}, row, kLabels, 0.9);
  ASSERT_EQ(found.size(), 6U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_FALSE(found[i].plate.empty()) << i;
    EXPECT_EQ(found[i].plate & cv::Rect(0, 0, 480, 300), found[i].plate);
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_TRUE((found[i].plate & found[k].plate).empty()) << i << " and " << k;
    }
  }
}

TEST(Captions, TheLargestFaceIsServedFirst) {
  ImageAnalysis crowd;
  for (int i = 0; i < 30; ++i) {
    crowd.faces.push_back(face(10.0F + static_cast<float>(i), 40.0F, 20));
  }
  crowd.faces.push_back(face(10, 10, 100));
  const auto found = captions({150, 120}, crowd, kLabels, {});
  EXPECT_FALSE(found.back().plate.empty());
  EXPECT_TRUE(found[29].plate.empty()) << "there is no room for all";
}

TEST(Captions, OneWiderThanThePictureIsCutOff) {
  ImageAnalysis whole;
  whole.faces.push_back(face(0, 0, 48));
  const auto found = captions({48, 48}, whole, kLabels, 0.9);
  EXPECT_EQ(found[0].text, "uncertain: happiness 75%");
  EXPECT_EQ(found[0].plate.width, 48);
  EXPECT_LT(found[0].plate.height, 24) << "the face can be seen";
}

TEST(Captions, RoundAsTheScreenDoesAndAreNeverWhollySure) {
  for (const auto& [probability, text] : {std::pair(0.125F, "happiness 13%"), std::pair(0.994F, "happiness 99%"),
                                          std::pair(0.996F, "happiness >99%"), std::pair(1.0F, "happiness >99%")}) {
    ImageAnalysis one;
    one.faces.push_back(face(0, 0, 48));
    one.faces.front().probabilities = {1 - probability, probability};
    EXPECT_EQ(captions({480, 300}, one, kLabels, {})[0].text, text);
  }
}

} // namespace
} // namespace mien::detail
