#include "core/eval/evaluator.h"

#include "core/common/error.h"
#include "tests/support/pixel_store.h"
#include "tests/support/stub_classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace mien {
namespace {

using test::PixelStore;
using test::StubClassifier;
using testing::HasSubstr;

constexpr int kSide = 2;

Votes tenVotes(int column) {
  Votes votes{};
  votes[column] = 10;
  return votes;
}

/// Data set of made-up images, each with the class that the stub will see in it.
class Builder {
public:
  Builder& add(const Votes& votes, int seen, int strength = 128, Split split = Split::Valid) {
    m_data.samples.push_back({"image" + std::to_string(m_images.size()) + ".png", split, votes, 0});
    m_images.push_back({static_cast<std::uint8_t>(seen), static_cast<std::uint8_t>(strength),
                        static_cast<std::uint8_t>(m_images.size() % 256), 0});
    return *this;
  }

  Builder& addUnreadable(const Votes& votes) {
    add(votes, 0);
    m_images.back().clear();
    return *this;
  }

  [[nodiscard]] Dataset build() {
    m_data.root = "/data/made-up";
    m_data.summary.layout = "ferplus-folders";
    m_data.images = std::make_shared<PixelStore>(kSide, m_images);
    return m_data;
  }

private:
  Dataset m_data;
  std::vector<std::vector<std::uint8_t>> m_images;
};

Dataset randomDataset(int images) {
  std::mt19937 random(7);
  Builder builder;
  for (int i = 0; i < images; ++i) {
    builder.add(tenVotes(static_cast<int>(random() % kEmotionCount)), static_cast<int>(random() % 256),
                static_cast<int>(random() % 256));
  }
  return builder.build();
}

EvaluateOptions quick() {
  EvaluateOptions options;
  options.batchSize = 3;
  options.threads = 2;
  options.warmUpCalls = 1;
  options.timedCalls = 5;
  return options;
}

std::string messageOf(const std::function<void()>& action, ErrorKind kind) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    return error.what();
  }
  ADD_FAILURE() << "no mien::Error";
  return {};
}

TEST(Evaluator, ComparesAnswersWithVotes) {
  Dataset data = Builder()
                     .add(tenVotes(0), 0)
                     .add(tenVotes(1), 1)
                     .add(tenVotes(2), 3)
                     .add(tenVotes(3), 3)
                     .add(tenVotes(4), 4, 128, Split::Test)
                     .build();
  StubClassifier classifier(8);
  const EvaluationResult result = evaluate(classifier, data, quick());
  EXPECT_EQ(result.splitImages, 4U);
  EXPECT_EQ(result.discarded, 0U);
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 0.75);
  EXPECT_EQ(result.metrics.confusionAt(2, 3), 1U);
  ASSERT_EQ(result.images.size(), 4U);
  EXPECT_EQ(result.images[2].file, "image2.png");
  EXPECT_EQ(result.images[2].actual, 2);
  EXPECT_EQ(result.images[2].predicted, 3);
  EXPECT_EQ(result.images[2].votes, tenVotes(2));
  EXPECT_EQ(result.probabilities.size(), 4U * 8);
  EXPECT_EQ(result.dataRoot, data.root);
  EXPECT_FALSE(result.cancelled);
}

TEST(Evaluator, LeavesOutWhatThePolicyDiscards) {
  Votes torn{};
  torn[0] = 4;
  torn[1] = 3;
  torn[2] = 3;
  Dataset data = Builder().add(tenVotes(0), 0).add(torn, 0).add(tenVotes(9), 1).add(tenVotes(1), 1).build();
  StubClassifier classifier(8);
  const EvaluationResult result = evaluate(classifier, data, quick());
  EXPECT_EQ(result.splitImages, 4U);
  EXPECT_EQ(result.discarded, 2U);
  EXPECT_EQ(result.unreadable, 0U);
  EXPECT_EQ(result.metrics.images, 2U);
  EXPECT_EQ(result.images[1].file, "image3.png");
}

TEST(Evaluator, CountsUnreadableImagesAndGoesOn) {
  Dataset data =
      Builder().add(tenVotes(0), 0).addUnreadable(tenVotes(1)).add(tenVotes(2), 2).addUnreadable(tenVotes(3)).build();
  StubClassifier classifier(8);
  const EvaluationResult result = evaluate(classifier, data, quick());
  EXPECT_EQ(result.unreadable, 2U);
  EXPECT_EQ(result.metrics.images, 2U);
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 1.0);
  EXPECT_EQ(result.images[1].file, "image2.png");
  EXPECT_EQ(result.embeddings[StubClassifier::kEmbeddingSize + 2], 2.0F) << "embeddings follow the readable images";
}

TEST(Evaluator, SaysSoWhenNoImageCanBeRead) {
  Dataset data = Builder().addUnreadable(tenVotes(1)).build();
  StubClassifier classifier(8);
  const auto message = messageOf([&] { static_cast<void>(evaluate(classifier, data, quick())); }, ErrorKind::Io);
  EXPECT_THAT(message, HasSubstr("/data/made-up"));
}

TEST(Evaluator, SaysSoWhenTheSplitIsEmptyOrDiscarded) {
  StubClassifier classifier(8);
  Dataset other = Builder().add(tenVotes(0), 0, 1, Split::Test).build();
  EXPECT_THAT(messageOf([&] { static_cast<void>(evaluate(classifier, other, quick())); }, ErrorKind::BadData),
              testing::AllOf(HasSubstr("valid split"), HasSubstr("/data/made-up")));
  Dataset noFaces = Builder().add(tenVotes(9), 0).build();
  EXPECT_THAT(messageOf([&] { static_cast<void>(evaluate(classifier, noFaces, quick())); }, ErrorKind::BadData),
              HasSubstr("majority"));
}

TEST(Evaluator, GivesTheSameAnswersOnAnyNumberOfThreads) {
  const Dataset data = randomDataset(500);
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  options.threads = 1;
  const EvaluationResult one = evaluate(classifier, data, options);
  int clones = one.timing.threads;
  EXPECT_EQ(clones, 1);
  for (const int threads : {2, 0}) {
    options.threads = threads;
    const EvaluationResult many = evaluate(classifier, data, options);
    EXPECT_EQ(many.probabilities, one.probabilities);
    EXPECT_EQ(many.embeddings, one.embeddings);
    EXPECT_EQ(many.metrics.confusion, one.metrics.confusion);
    EXPECT_EQ(many.metrics.loss, one.metrics.loss);
    clones += many.timing.threads;
  }
  EXPECT_FALSE(classifier.counters().sharedByThreads);
  EXPECT_EQ(classifier.counters().clones, clones) << "one a thread";
}

// The first call waits for a second one, which only another thread can make.
TEST(Evaluator, WorksOnSeveralThreadsAtOnce) {
  const Dataset data = randomDataset(150);
  StubClassifier classifier(8);
  std::mutex mutex;
  std::condition_variable met;
  int inside = 0;
  bool together = false;
  classifier.counters().onCall = [&] {
    std::unique_lock lock(mutex);
    together = together || ++inside == 2;
    met.notify_all();
    met.wait_for(lock, std::chrono::seconds(20), [&] { return together; });
    --inside;
  };
  EvaluateOptions options = quick();
  options.timedCalls = 0;
  options.threads = 2;
  EXPECT_EQ(evaluate(classifier, data, options).timing.threads, 2);
  EXPECT_TRUE(together);
}

TEST(Evaluator, KeepsEmbeddingsOnlyWhenAsked) {
  const Dataset data = randomDataset(10);
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  const EvaluationResult with = evaluate(classifier, data, options);
  EXPECT_EQ(with.embeddingSize, StubClassifier::kEmbeddingSize);
  ASSERT_EQ(with.embeddings.size(), 10U * StubClassifier::kEmbeddingSize);
  EXPECT_EQ(with.embeddings[9 * StubClassifier::kEmbeddingSize + 2], 9.0F);
  options.embeddings = false;
  const EvaluationResult without = evaluate(classifier, data, options);
  EXPECT_EQ(without.embeddingSize, 0);
  EXPECT_TRUE(without.embeddings.empty());
}

TEST(Evaluator, StopsBetweenBatchesWhenAsked) {
  const Dataset data = randomDataset(300);
  StubClassifier classifier(8);
  std::stop_source source;
  const auto stopEarly = [&source](const EvaluationProgress& progress) {
    if (progress.done >= 9) {
      source.request_stop();
    }
  };
  const EvaluationResult result = evaluate(classifier, data, quick(), stopEarly, source.get_token());
  EXPECT_TRUE(result.cancelled);
  EXPECT_TRUE(result.images.empty());
  EXPECT_LE(classifier.counters().calls, 3 + 2) << "each thread may finish the batch it is at";
}

TEST(Evaluator, ReportsRisingProgressUpToTheEnd) {
  const Dataset data = randomDataset(100);
  StubClassifier classifier(8);
  std::vector<std::size_t> done;
  const auto observe = [&done](const EvaluationProgress& progress) {
    EXPECT_EQ(progress.total, 100U);
    done.push_back(progress.done);
  };
  static_cast<void>(evaluate(classifier, data, quick(), observe));
  ASSERT_EQ(done.size(), 34U);
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_EQ(done.back(), 100U);
}

TEST(Evaluator, TimesSingleImages) {
  const Dataset data = randomDataset(4);
  StubClassifier classifier(8);
  classifier.counters().onCall = [] { std::this_thread::sleep_for(std::chrono::milliseconds(2)); };
  EvaluateOptions options = quick();
  const EvaluationResult result = evaluate(classifier, data, options);
  EXPECT_EQ(result.timing.singleImage.calls, 5U);
  EXPECT_GE(result.timing.singleImage.medianMs, 2.0);
  EXPECT_GE(result.timing.singleImage.p95Ms, result.timing.singleImage.medianMs);
  EXPECT_GT(result.timing.imagesPerSecond, 0.0);
  EXPECT_EQ(result.timing.trainingSeconds, std::nullopt);
  EXPECT_EQ(classifier.counters().calls, 2 + 1 + 5);
}

TEST(Evaluator, SevenClassesLeaveContemptOut) {
  Dataset data = Builder().add(tenVotes(7), 0).add(tenVotes(6), 6).build();
  StubClassifier classifier(7);
  const EvaluationResult result = evaluate(classifier, data, quick());
  EXPECT_EQ(result.metrics.classes, 7);
  EXPECT_EQ(result.discarded, 1U);
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 1.0);
}

TEST(Evaluator, FollowsTheModelsOwnLabelOrder) {
  Dataset data = Builder().add(tenVotes(4), 0).add(tenVotes(0), 6).build();
  StubClassifier classifier(
      std::vector<std::string>{"angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"});
  const EvaluationResult result = evaluate(classifier, data, quick());
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 1.0);
  EXPECT_EQ(result.images[0].actual, 0);
  EXPECT_EQ(result.images[1].actual, 6);
}

TEST(Evaluator, RefusesLabelsThatAreNotTheEmotions) {
  const Dataset data = randomDataset(3);
  const auto refused = [&data](std::vector<std::string> labels) {
    StubClassifier classifier(std::move(labels));
    return messageOf([&] { static_cast<void>(evaluate(classifier, data, quick())); }, ErrorKind::BadData);
  };
  EXPECT_THAT(refused({"cat", "dog"}), HasSubstr("\"cat\""));
  EXPECT_THAT(refused({"neutral", "happiness"}), HasSubstr("2 labels"));
  EXPECT_THAT(refused({}), HasSubstr("0 labels"));
  auto twice = emotionLabels(8);
  twice[7] = "anger";
  EXPECT_THAT(refused(twice), HasSubstr("each once"));
  auto gap = emotionLabels(8);
  gap.erase(gap.begin() + 2);
  EXPECT_THAT(refused(gap), HasSubstr("7 labels"));
}

TEST(Evaluator, SoftLossComparesWithTheVoteDistribution) {
  Votes votes{};
  votes[0] = 6;
  votes[1] = 4;
  Dataset data = Builder().add(votes, 0).build();
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  options.policy = LabelPolicy::Soft;
  const EvaluationResult result = evaluate(classifier, data, options);
  const double expected = -(0.6 * std::log(result.probabilities[0]) + 0.4 * std::log(result.probabilities[1]));
  EXPECT_NEAR(result.metrics.loss, expected, 1e-6);
  EXPECT_EQ(result.images[0].actual, 0);
}

TEST(Evaluator, OnlyTheLikeliestClassIsRightUnderSoftLabels) {
  Votes votes{};
  votes[0] = 6;
  votes[1] = 4;
  Dataset data = Builder().add(votes, 0).add(votes, 1).build();
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  options.policy = LabelPolicy::Soft;
  const EvaluationResult result = evaluate(classifier, data, options);
  EXPECT_EQ(result.images[1].actual, 0);
  EXPECT_EQ(result.images[1].predicted, 1);
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 0.5);
}

TEST(Evaluator, EveryNamedClassIsRightUnderMultiTarget) {
  Votes votes{};
  votes[0] = 6;
  votes[1] = 4;
  Dataset data = Builder().add(votes, 1).add(votes, 2).build();
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  options.policy = LabelPolicy::MultiTarget;
  const EvaluationResult result = evaluate(classifier, data, options);
  EXPECT_EQ(result.images[0].actual, 1);
  EXPECT_EQ(result.images[1].actual, 0);
  EXPECT_DOUBLE_EQ(result.metrics.accuracy, 0.5);
}

TEST(Evaluator, PassesOnAnErrorFromAWorker) {
  const Dataset data = randomDataset(30);
  StubClassifier classifier(8);
  classifier.counters().onCall = [] { throw Error(ErrorKind::BadArgument, Message("broken")); };
  EXPECT_EQ(messageOf([&] { static_cast<void>(evaluate(classifier, data, quick())); }, ErrorKind::BadArgument),
            "broken");
}

TEST(Evaluator, RefusesOptionsItCannotUse) {
  const Dataset data = randomDataset(3);
  StubClassifier classifier(8);
  EvaluateOptions options = quick();
  options.batchSize = 0;
  messageOf([&] { static_cast<void>(evaluate(classifier, data, options)); }, ErrorKind::BadArgument);
}

} // namespace
} // namespace mien
