#include "ui/predict/analysis/outdated.h"

#include "ui/predict/analysis/outdated_bar.h"

#include <QPushButton>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

std::shared_ptr<SharedClassifier> model(const QString& title) {
  return std::make_shared<SharedClassifier>([]() -> std::unique_ptr<Classifier> { return nullptr; }, title);
}

class OutdatedTest : public testing::Test {
protected:
  [[nodiscard]] PredictEntry result(bool video = false) const {
    PredictEntry entry;
    entry.video = video;
    entry.state = State::Done;
    entry.origin = {std::make_shared<const AnalysisSetup>(m_now.setup), nullptr, m_now.mode};
    return entry;
  }

  CurrentSetup m_now{{model("first"), {}}, FaceMode::Auto};
};

TEST_F(OutdatedTest, NothingIsUntilSomethingChanges) {
  EXPECT_EQ(outdated(result(), m_now), Outdated::No);
  EXPECT_EQ(outdated(result(true), m_now), Outdated::No);
  CurrentSetup other = m_now;
  other.setup.model = model("second");
  EXPECT_EQ(outdated(result(), other), Outdated::Model);
  other.setup.model = nullptr;
  EXPECT_EQ(outdated(result(), other), Outdated::No) << "there is nothing to analyse it again with";
  EXPECT_EQ(outdated(PredictEntry(), m_now), Outdated::No) << "it waits";
}

TEST_F(OutdatedTest, TheModeOfImagesDoesNotConcernVideos) {
  CurrentSetup whole = m_now;
  whole.mode = FaceMode::Whole;
  EXPECT_EQ(outdated(result(), whole), Outdated::Settings);
  EXPECT_EQ(outdated(result(true), whole), Outdated::No);
}

TEST_F(OutdatedTest, TheDetectorDoesNotConcernWholeImages) {
  PredictEntry whole = result();
  whole.whole = true;
  whole.origin.mode = FaceMode::Whole;
  CurrentSetup other = m_now;
  other.setup.detector.minFaceSide = 40;
  EXPECT_EQ(outdated(whole, other), Outdated::No);
  EXPECT_EQ(outdated(result(), other), Outdated::Settings);
  EXPECT_EQ(outdated(result(true), other), Outdated::Settings);
}

TEST_F(OutdatedTest, TheBarSaysWhereTheyAreFromAndWhatToDo) {
  const std::vector<PredictEntry> entries{result(), result(true)};
  CurrentSetup now = m_now;
  now.setup.model = model("second & last");
  OutdatedBar bar;
  bar.showResults(outdatedResults(entries, m_now), "first");
  EXPECT_TRUE(bar.title().isEmpty());
  bar.showResults(outdatedResults(entries, now), "second & last");
  EXPECT_EQ(bar.title(), "2 results from first");
  EXPECT_EQ(bar.button().text(), "Analyse A&gain with second && last");
  now = m_now;
  now.mode = FaceMode::Detect;
  bar.showResults(outdatedResults(entries, now), "first");
  EXPECT_EQ(bar.title(), "1 result with other settings");
  EXPECT_EQ(bar.button().text(), "Analyse A&gain");
  const PredictEntry old = result();
  m_now.setup.model = model("third");
  now = m_now;
  now.setup.detector.minFaceSide = 9;
  bar.showResults(outdatedResults({old, result()}, now), "third");
  EXPECT_EQ(bar.title(), "2 results from other models or settings");
}

} // namespace
} // namespace mien::ui::test
