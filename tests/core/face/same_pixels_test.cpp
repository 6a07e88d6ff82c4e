// One decoder and one resize rule: what a network is evaluated on is what it is shown in prediction, bit by bit.
#include "core/data/dataset.h"
#include "core/face/image_analyzer.h"
#include "core/model/preprocess.h"
#include "core/picture/picture.h"
#include "tests/support/made_pictures.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <string>
#include <vector>

namespace mien {
namespace {

constexpr int kInput = 64; ///< of the network; no picture has this size, so that all are resized

ModelInfo networkInfo() {
  ModelInfo info;
  info.labels = {"yes", "no"};
  info.inputSize = kInput;
  return info;
}

std::vector<float> networkInput(const GrayView& face) {
  std::vector<float> input(std::size_t{kInput} * kInput);
  preprocess(face, networkInfo(), input);
  return input;
}

/// Keeps what a network would be fed.
class InputRecorder : public Classifier {
public:
  explicit InputRecorder(std::vector<std::vector<float>>& inputs) : m_inputs(inputs), m_info(networkInfo()) {}

  [[nodiscard]] const ModelInfo& info() const override { return m_info; }
  [[nodiscard]] Predictions classify(std::span<const GrayView> faces, bool /*withEmbeddings*/) override {
    for (const GrayView& face : faces) {
      m_inputs.push_back(networkInput(face));
    }
    Predictions predictions;
    predictions.classes = 2;
    predictions.probabilities.assign(faces.size() * 2, 0.5F);
    predictions.logits = predictions.probabilities;
    return predictions;
  }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<InputRecorder>(*this); }

private:
  std::vector<std::vector<float>>& m_inputs;
  ModelInfo m_info;
};

/// Coloured, and different in every direction.
cv::Mat cutOut(int width, int height) {
  cv::Mat image(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      image.at<cv::Vec3b>(y, x) = {static_cast<std::uint8_t>(5 * x % 256), static_cast<std::uint8_t>(4 * y + x),
                                   static_cast<std::uint8_t>(255 - 3 * x)};
    }
  }
  cv::circle(image, {width / 3, height / 2}, width / 5, {30, 200, 90}, -1);
  return image;
}

cv::Mat inGrey(const cv::Mat& bgr) {
  cv::Mat grey;
  cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

/// Half of it hidden, with another colour under what is hidden.
cv::Mat withHiddenHalf(const cv::Mat& bgr) {
  cv::Mat bgra;
  cv::cvtColor(bgr, bgra, cv::COLOR_BGR2BGRA);
  bgra.colRange(0, bgra.cols / 2).setTo(cv::Scalar(0, 0, 0, 0));
  bgra.rowRange(0, 9).forEach<cv::Vec4b>([](cv::Vec4b& pixel, const int* /*place*/) { pixel[3] /= 2; });
  return bgra;
}

cv::Mat deep(const cv::Mat& grey) {
  cv::Mat wide;
  grey.convertTo(wide, CV_16U, 257, 11);
  return wide;
}

struct Case {
  const char* name;
  std::string bytes;
};

std::vector<Case> cases() {
  using test::encoded;
  const cv::Mat colour = cutOut(48, 48);
  return {{"grey.png", encoded(inGrey(colour), ".png")},
          {"colour.jpg", encoded(colour, ".jpg")},
          {"deep.png", encoded(deep(inGrey(colour)), ".png")},
          {"deep-colour.png", encoded(deep(colour), ".png")},
          {"turned.jpg", test::jpegWithExif(encoded(cutOut(48, 40), ".jpg"), 6)},
          {"mirrored.png", test::pngWith(encoded(colour, ".png"), test::pngChunk("eXIf", test::exifBlock(7)))},
          {"alpha.png", encoded(withHiddenHalf(colour), ".png")},
          {"alpha.webp", encoded(withHiddenHalf(colour), ".webp", {cv::IMWRITE_WEBP_QUALITY, 101})},
          {"animated.gif", test::gif(3)},
          {"large.bmp", encoded(cutOut(90, 85), ".bmp")}};
}

std::vector<float> seenInEvaluation(const std::filesystem::path& dataSet, std::size_t memoryBudget) {
  LoadOptions options;
  options.validShare = 0;
  options.memoryBudget = memoryBudget;
  const Dataset dataset = loadDataset(dataSet, options);
  EXPECT_EQ(dataset.samples.size(), 1U);
  std::vector<std::uint8_t> pixels;
  const int side = dataset.images->readFor(kInput, 0, pixels);
  return networkInput({pixels.data(), side, side, side});
}

std::vector<float> seenInPrediction(const std::filesystem::path& file) {
  std::vector<std::vector<float>> inputs;
  ImageAnalyzer analyzer(nullptr, std::make_unique<InputRecorder>(inputs));
  (void)analyzer.analyze(loadPicture(file).image, FaceMode::Whole);
  EXPECT_EQ(inputs.size(), 1U);
  return inputs.at(0);
}

TEST(SamePixels, InEvaluationAndPredictionWhateverTheFormat) {
  for (const Case& picture : cases()) {
    const test::TempFolder folder;
    const std::filesystem::path file = folder.write(std::string("happiness/") + picture.name, picture.bytes);
    const std::vector<float> predicted = seenInPrediction(file);
    EXPECT_EQ(seenInEvaluation(folder.path(), std::size_t{1} << 20U), predicted) << picture.name;
    EXPECT_EQ(seenInEvaluation(folder.path(), 0), predicted) << picture.name << ", read from the disk each time";
  }
}

TEST(SamePixels, OfPicturesOfManySizesInOneDataSet) {
  const test::TempFolder folder;
  for (const Case& picture : cases()) {
    folder.write(std::string("happiness/") + picture.name, picture.bytes);
  }
  for (const std::size_t memoryBudget : {std::size_t{1} << 20U, std::size_t{0}}) {
    LoadOptions options;
    options.validShare = 0;
    options.memoryBudget = memoryBudget;
    const Dataset dataset = loadDataset(folder.path(), options);
    ASSERT_EQ(dataset.samples.size(), cases().size());
    for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
      std::vector<std::uint8_t> pixels;
      const int side = dataset.images->readFor(kInput, i, pixels);
      EXPECT_EQ(networkInput({pixels.data(), side, side, side}), seenInPrediction(folder / dataset.samples[i].file))
          << dataset.samples[i].file;
    }
  }
}

/// Training changes pictures of the usual size only where it means to.
TEST(SamePixels, OfTheUsualSizeInTrainingToo) {
  const cv::Mat grey = inGrey(cutOut(48, 48));
  const test::TempFolder folder;
  folder.write("happiness/a.png", test::encoded(grey, ".png"));
  LoadOptions options;
  options.validShare = 0;
  const Dataset dataset = loadDataset(folder.path(), options);
  std::vector<std::uint8_t> pixels(48U * 48U);
  ASSERT_TRUE(dataset.images->read(0, pixels));
  EXPECT_EQ(cv::norm(cv::Mat(48, 48, CV_8U, pixels.data()), grey, cv::NORM_INF), 0);
}

TEST(SamePixels, AreNotTheSameForAll) { // or the test above would say nothing
  const test::TempFolder folder;
  std::vector<std::vector<float>> all;
  for (const Case& picture : cases()) {
    all.push_back(seenInPrediction(folder.write(picture.name, picture.bytes)));
  }
  EXPECT_NE(all[0], all[1]);
  EXPECT_NE(all[0], all[4]);
  EXPECT_NE(all[0], all[5]);
  EXPECT_NE(all[0], all[6]);
}

} // namespace
} // namespace mien
