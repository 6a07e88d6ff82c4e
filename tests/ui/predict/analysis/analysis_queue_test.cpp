#include "ui/predict/analysis/analysis_queue.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

PredictTask image(quint32 id) { return {id, "image.png", FaceMode::Auto, false}; }
PredictTask video(quint32 id) { return {id, "video.mp4", FaceMode::Auto, true}; }

PredictOutcome analysed(quint32 id) {
  PredictOutcome outcome;
  outcome.id = id;
  outcome.analysis = std::make_shared<const ImageAnalysis>();
  return outcome;
}

PredictOutcome stopped(quint32 id) {
  PredictOutcome outcome;
  outcome.id = id;
  outcome.video = VideoAnalysis{true, 3, 25, {}};
  return outcome;
}

class AnalysisQueueTest : public testing::Test {
protected:
  AnalysisQueueTest() { m_queue.setSetup(std::make_shared<const AnalysisSetup>()); }

  /// The ids in the order in which they would be analysed.
  std::vector<quint32> takeAll() {
    std::vector<quint32> ids;
    while (const auto next = m_queue.takeNext()) {
      ids.push_back(next->task.id);
    }
    return ids;
  }

  bool finish(const QueuedTask& task) {
    const PredictOutcome outcome = analysed(task.task.id);
    return m_queue.finish(task, &outcome);
  }

  AnalysisQueue m_queue;
};

TEST_F(AnalysisQueueTest, GivesThemInTheOrderTheyCameAndEachOnce) {
  EXPECT_TRUE(m_queue.empty());
  EXPECT_EQ(m_queue.add({image(3), video(1)}), 2);
  EXPECT_EQ(m_queue.add({image(2), image(3)}), 1) << "3 waits already";
  EXPECT_EQ(takeAll(), (std::vector<quint32>{3, 1, 2}));
  EXPECT_EQ(m_queue.add({image(2)}), 0) << "it is in hand";
  EXPECT_FALSE(m_queue.hasPending());
  EXPECT_FALSE(m_queue.empty());
}

TEST_F(AnalysisQueueTest, CountsSinceItWasLastEmpty) {
  m_queue.add({image(1), image(2)});
  const auto first = m_queue.takeNext();
  EXPECT_EQ(m_queue.done(), 0);
  EXPECT_TRUE(finish(*first));
  EXPECT_FALSE(m_queue.has(1));
  EXPECT_EQ(m_queue.done(), 1);
  EXPECT_EQ(m_queue.total(), 2);
  m_queue.add({image(3)});
  EXPECT_EQ(m_queue.total(), 3) << "the bar goes on";
  EXPECT_TRUE(finish(*m_queue.takeNext()));
  EXPECT_TRUE(finish(*m_queue.takeNext()));
  EXPECT_TRUE(m_queue.empty());
  EXPECT_EQ(m_queue.done(), 3);
  m_queue.add({image(4)});
  EXPECT_EQ(m_queue.total(), 1) << "a new bar";
  EXPECT_EQ(m_queue.done(), 0);
}

TEST_F(AnalysisQueueTest, DropsWhatWaitsAndStopsWhatIsInHand) {
  m_queue.add({video(1), video(2), image(3), image(4)});
  const auto first = m_queue.takeNext();
  const auto second = m_queue.takeNext();
  m_queue.keepOnly([](quint32 id) { return id == 2 || id == 4; });
  EXPECT_TRUE(first->stop.stop_requested());
  EXPECT_FALSE(second->stop.stop_requested());
  EXPECT_TRUE(m_queue.has(1)) << "its outcome is still to come";
  EXPECT_FALSE(m_queue.has(3));
  EXPECT_EQ(m_queue.total(), 3);
  EXPECT_EQ(takeAll(), std::vector<quint32>{4});
  EXPECT_TRUE(m_queue.accepts(*first));
  const PredictOutcome outcome = stopped(1);
  EXPECT_TRUE(m_queue.finish(*first, &outcome));
}

TEST_F(AnalysisQueueTest, ForgottenNothingOfItIsAccepted) {
  m_queue.add({video(1), video(2)});
  const auto old = m_queue.takeNext();
  m_queue.forget({1});
  EXPECT_TRUE(old->stop.stop_requested());
  EXPECT_FALSE(m_queue.has(1));
  EXPECT_TRUE(m_queue.has(2));
  EXPECT_FALSE(m_queue.accepts(*old));
  EXPECT_EQ(m_queue.add({video(1)}), 1) << "it begins again while the old one comes to its end";
  EXPECT_FALSE(m_queue.accepts(*old));
  EXPECT_FALSE(finish(*old));
  EXPECT_TRUE(m_queue.has(1)) << "the new one is still to come";
  EXPECT_EQ(takeAll(), (std::vector<quint32>{2, 1}));
}

TEST_F(AnalysisQueueTest, AnotherSetupDropsImagesAndLetsVideosGoOn) {
  m_queue.add({image(1), video(2), image(3), video(4)});
  const auto inHand = m_queue.takeNext();
  const auto film = m_queue.takeNext();
  const auto before = m_queue.setup();
  m_queue.setSetup(std::make_shared<const AnalysisSetup>());
  EXPECT_FALSE(m_queue.accepts(*inHand)) << "an answer of the setup before";
  EXPECT_TRUE(m_queue.accepts(*film));
  EXPECT_FALSE(film->stop.stop_requested());
  EXPECT_EQ(film->setup, before);
  EXPECT_FALSE(m_queue.hasPending());
  EXPECT_EQ(m_queue.add({image(1), video(2), image(3), video(4)}), 3) << "2 is in hand";
  EXPECT_EQ(m_queue.takeNext()->setup, m_queue.setup());
}

TEST_F(AnalysisQueueTest, WhatTheUserStoppedIsLeftOutUntilItIsReleased) {
  m_queue.add({video(1), image(2), image(3)});
  const auto film = m_queue.takeNext();
  m_queue.hold({1, 2, 7});
  EXPECT_FALSE(m_queue.held(7)) << "it was not in the queue";
  m_queue.keepOnly([](quint32) { return false; });
  const PredictOutcome outcome = stopped(1);
  EXPECT_TRUE(m_queue.finish(*film, &outcome));
  EXPECT_EQ(m_queue.add({video(1), image(2), image(3), image(7)}), 2);
  EXPECT_EQ(takeAll(), (std::vector<quint32>{3, 7}));
  m_queue.release(2);
  EXPECT_EQ(m_queue.add({video(1), image(2)}), 1);
  m_queue.releaseAll();
  EXPECT_EQ(m_queue.add({video(1)}), 1);
}

TEST_F(AnalysisQueueTest, AResultReleasesAndAFailedModelDoesNot) {
  m_queue.add({image(1), image(2)});
  const auto first = m_queue.takeNext();
  const auto second = m_queue.takeNext();
  m_queue.hold({1, 2});
  EXPECT_TRUE(finish(*first)) << "it was in hand when the user stopped";
  EXPECT_FALSE(m_queue.held(1));
  EXPECT_TRUE(m_queue.finish(*second, nullptr));
  EXPECT_TRUE(m_queue.held(2));
}

} // namespace
} // namespace mien::ui::test
