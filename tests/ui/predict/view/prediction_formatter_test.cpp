#include "ui/predict/view/prediction_formatter.h"

#include "tests/support/screen_locale.h"
#include "ui/predict/video/video_results.h"
#include "ui/text/number_text.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

const std::vector<ClassLabel> kClasses{{"Sadness", 3}, {"Calm", -1}, {"Fear", 6}};

AnalyzedFace face(std::vector<float> probabilities, int label) {
  AnalyzedFace face;
  face.probabilities = std::move(probabilities);
  face.label = label;
  return face;
}

PredictEntry image(std::vector<AnalyzedFace> faces, State state = State::Done) {
  PredictEntry entry;
  entry.file = "/pictures/team.jpg";
  entry.state = state;
  ImageAnalysis analysis;
  analysis.faces = std::move(faces);
  entry.analysis = std::make_shared<const ImageAnalysis>(analysis);
  return entry;
}

/// Half a second apart: nobody, face 3, faces 3 and 7, face 7, face 7, nobody.
PredictEntry video(State state = State::Done) {
  PredictEntry entry;
  entry.file = "/videos/talk.mp4";
  entry.video = true;
  entry.state = state;
  entry.progress = 0.456;
  entry.results = std::make_shared<VideoResults>(std::vector<std::string>{"sadness", "calm", "fear"}, CropFraming{});
  const std::vector<std::vector<int>> frames{{}, {3}, {3, 7}, {7}, {7}, {}};
  for (std::size_t i = 0; i < frames.size(); ++i) {
    FrameResult result;
    result.frame = i;
    result.seconds = 0.5 * static_cast<double>(i);
    for (const int id : frames[i]) {
      FaceResult& found = result.faces.emplace_back();
      found.id = id;
      found.box = {10, 20, 30, 30};
      found.label = id == 3 ? 2 : 0;
      found.probabilities = id == 3 ? std::vector<float>{0.1F, 0.2F, 0.7F} : std::vector<float>{0.8F, 0.05F, 0.15F};
      found.rawProbabilities = found.probabilities;
    }
    entry.results->add(result);
  }
  entry.results->finish({});
  return entry;
}

class PredictionFormatterTest : public testing::Test {
protected:
  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  PredictionFormatter m_words{kClasses, 0.5, {}};
};

TEST_F(PredictionFormatterTest, AFaceIsItsMostProbableClassUnlessThatIsTooUnsure) {
  const AnalyzedFace sure = face({0.25F, 0.12F, 0.63F}, 2);
  EXPECT_EQ(m_words.label(sure), QStringLiteral("Fear 63 %"));
  EXPECT_EQ(m_words.sentence(sure), QStringLiteral("Fear 63 %"));
  EXPECT_EQ(m_words.emotion(sure), 6);
  const AnalyzedFace unsure = face({0.25F, 0.41F, 0.34F}, 1);
  EXPECT_EQ(m_words.label(unsure), QStringLiteral("Uncertain"));
  EXPECT_EQ(m_words.sentence(unsure), QStringLiteral("Uncertain, Calm has only 41 %"));
  EXPECT_EQ(m_words.emotion(unsure), -1);
  m_words.threshold = 0.41F; // as much as it has is enough
  EXPECT_EQ(m_words.label(unsure), QStringLiteral("Calm 41 %"));
  EXPECT_EQ(m_words.emotion(unsure), -1) << "no emotion of Mien's";
}

TEST_F(PredictionFormatterTest, ARowSaysTheStateOrTheFirstFace) {
  const PredictEntry two = image({face({0.9F, 0.06F, 0.04F}, 0), face({0.1F, 0.2F, 0.7F}, 2)});
  EXPECT_EQ(m_words.row(two), QStringLiteral("Sadness 90 %"));
  EXPECT_EQ(m_words.faces(two), QStringLiteral("2 faces"));
  EXPECT_EQ(m_words.name(two), QStringLiteral("team.jpg"));
  EXPECT_EQ(m_words.row(image({}, State::NoFace)), QStringLiteral("No face found"));
  EXPECT_EQ(m_words.row(image({}, State::Failed)), QStringLiteral("Cannot be analysed"));
  EXPECT_EQ(m_words.row(image({}, State::Waiting)), QStringLiteral("Waiting"));
  EXPECT_EQ(m_words.faces(image({}, State::NoFace)), QString());
  PredictEntry whole = image({face({0.9F, 0.06F, 0.04F}, 0)});
  EXPECT_EQ(m_words.faces(whole), QStringLiteral("1 face"));
  ImageAnalysis analysis = *whole.analysis;
  analysis.whole = true;
  whole.analysis = std::make_shared<const ImageAnalysis>(analysis);
  EXPECT_EQ(m_words.faces(whole), QStringLiteral("Taken as one face"));
}

TEST_F(PredictionFormatterTest, AVideoSaysItsShareItsMeanAndItsTime) {
  EXPECT_EQ(m_words.row(video(State::Working)), QStringLiteral("Analysing: 46 %"));
  EXPECT_EQ(m_words.row(video(State::Waiting)), QStringLiteral("Stopped at 46 %"));
  EXPECT_EQ(m_words.row(video()), QStringLiteral("Sadness 80 % on average"));
  EXPECT_EQ(m_words.faces(video()), QStringLiteral("2 faces in 2.5 s"));
  m_words.origin = QStringLiteral("from run-1");
  EXPECT_EQ(m_words.faces(video()), QStringLiteral("2 faces in 2.5 s, from run-1"));
  EXPECT_EQ(m_words.faces(image({}, State::NoFace)), QStringLiteral("from run-1"));
  EXPECT_EQ(secondsText(1234.56), QStringLiteral("1,234.6"));
}

TEST_F(PredictionFormatterTest, TheReportListsEveryFaceWithTheMostProbableFirst) {
  const PredictEntry two = image({face({0.3F, 0.26F, 0.44F}, 2), face({0.1F, 0.72F, 0.18F}, 1)});
  EXPECT_EQ(m_words.report(two), QStringLiteral("team.jpg: 2 faces\n"
                                                "1. Uncertain (Fear 44 %, Sadness 30 %, Calm 26 %)\n"
                                                "2. Calm 72 %, Fear 18 %, Sadness 10 %"));
  EXPECT_EQ(m_words.report(video()), QStringLiteral("talk.mp4: 2 faces in 2.5 s\n"
                                                    "Face 3, from 0.5 to 1.0 s: Fear 70 %, Calm 20 %, Sadness 10 %\n"
                                                    "Face 7, from 1.0 to 2.0 s: Sadness 80 %, Fear 15 %, Calm 5 %"));
  PredictEntry failed = image({}, State::Failed);
  failed.problem = QStringLiteral("it is no picture");
  EXPECT_EQ(m_words.report(failed), QStringLiteral("team.jpg: it is no picture"));
  EXPECT_EQ(m_words.report(image({}, State::NoFace)), QStringLiteral("team.jpg: No face found"));
}

} // namespace
} // namespace mien::ui::test
