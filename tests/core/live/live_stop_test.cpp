#include "core/live/live_pipeline.h"

#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/scripted_source.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>

namespace mien {
namespace {

using namespace std::chrono_literals;
using test::eventually;

/// Holds whoever passes until it is opened; knows how many are inside.
class Gate {
public:
  void pass() {
    std::unique_lock lock(m_mutex);
    ++m_inside;
    m_changed.wait(lock, [&] { return m_open; });
    --m_inside;
  }
  void open() {
    const std::lock_guard lock(m_mutex);
    m_open = true;
    m_changed.notify_all();
  }
  int inside() {
    const std::lock_guard lock(m_mutex);
    return m_inside;
  }

private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_open = false;
  int m_inside = 0;
};

/// Counts the objects that live.
struct Counted {
  explicit Counted(std::shared_ptr<std::atomic<int>> given) : count(std::move(given)) { ++*count; }
  Counted(const Counted& other) : count(other.count) { ++*count; }
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*count; }
  std::shared_ptr<std::atomic<int>> count;
};

double stopMilliseconds(LivePipeline& pipeline) {
  const auto start = std::chrono::steady_clock::now();
  pipeline.stop();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::unique_ptr<LivePipeline> quickPipeline() {
  LiveOptions options;
  options.detectEvery = 1;
  return std::make_unique<LivePipeline>(std::make_unique<test::FakeDetector>(std::vector{test::faceAt(50, 50, 100)}),
                                        std::make_unique<test::FakeClassifier>(), options);
}

int threadsOfThisProcess() {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}));
}

TEST(LiveStop, IsQuickFromEveryState) {
  auto pipeline = quickPipeline();
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // idle
  pipeline->start(test::camera());
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // opening
  EXPECT_EQ(pipeline->state(), LiveState::Idle);
  pipeline->start(test::camera());
  ASSERT_TRUE(eventually([&] { return pipeline->latestResult() != nullptr; }));
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // running
  EXPECT_NE(pipeline->latestResult(), nullptr);
  pipeline->start([] { return std::make_unique<test::ScriptedSource>([] { return test::lost("gone"); }); });
  ASSERT_TRUE(eventually([&] { return pipeline->state() == LiveState::Lost; }));
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // waiting to try again
  pipeline->start([] { return std::make_unique<test::ScriptedSource>([] { return test::endOfSource(); }, false); });
  ASSERT_TRUE(eventually([&] { return pipeline->state() == LiveState::Ended; }));
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // ended
  pipeline->start([] { return std::make_unique<test::ScriptedSource>([] { return test::grey(); }, false, 0.1); });
  ASSERT_TRUE(eventually([&] { return pipeline->latestFrame() != nullptr; }));
  EXPECT_LT(stopMilliseconds(*pipeline), 200); // between two pictures that are 10 s apart
}

TEST(LiveStop, DoesNotWaitForASourceThatBlocks) {
  for (const bool whileOpening : {true, false}) {
    const auto gate = std::make_shared<Gate>();
    const auto alive = std::make_shared<std::atomic<int>>(0);
    auto pipeline = quickPipeline();
    {
      const Counted counted(alive);
      pipeline->start([gate, counted, whileOpening] {
        if (whileOpening) {
          gate->pass();
        }
        return std::make_unique<test::ScriptedSource>([gate, counted] {
          gate->pass();
          return test::grey();
        });
      });
    }
    ASSERT_TRUE(eventually([&] { return gate->inside() == 1; }));
    EXPECT_LT(stopMilliseconds(*pipeline), 200) << whileOpening;
    EXPECT_EQ(pipeline->state(), LiveState::Idle);

    // Another source works at once, and the pipeline may go before the thread that was left behind.
    pipeline->start(test::camera());
    EXPECT_TRUE(eventually([&] { return pipeline->latestResult() != nullptr; }));
    const auto start = std::chrono::steady_clock::now();
    pipeline.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 200ms);
    EXPECT_GT(*alive, 0);
    gate->open();
    EXPECT_TRUE(eventually([&] { return *alive == 0; })) << "the thread left behind did not end";
  }
}

TEST(LiveStop, DoesNotWaitForASlowDetector) {
  for (const int detectEvery : {0, 1}) { // beside the analysis, and within it
    const auto gate = std::make_shared<Gate>();
    LiveOptions options;
    options.detectEvery = detectEvery;
    LivePipeline pipeline(std::make_unique<test::ScriptedDetector>([gate](const cv::Mat&) {
                            gate->pass();
                            return std::vector{test::faceAt(50, 50, 100)};
                          }),
                          std::make_unique<test::FakeClassifier>(), options);
    std::atomic<int> faces = 0;
    pipeline.subscribe([&](const auto&, const auto& result) { faces += static_cast<int>(result->faces.size()); });
    pipeline.start(test::camera());
    ASSERT_TRUE(eventually([&] { return gate->inside() == 1; }));
    EXPECT_LT(stopMilliseconds(pipeline), 200) << detectEvery;
    // The networks are still in use: the next session's pictures are shown, its analysis waits for them.
    pipeline.start(test::camera());
    ASSERT_TRUE(eventually([&] { return pipeline.latestFrame() != nullptr; }));
    EXPECT_EQ(pipeline.latestResult(), nullptr);
    EXPECT_EQ(faces, 0);
    gate->open();
    EXPECT_TRUE(eventually([&] { return faces > 0; })) << detectEvery;
  }
}

TEST(LiveStop, CallsNobodyBackAfterwards) {
  for (int round = 0; round < 20; ++round) {
    auto pipeline = quickPipeline();
    std::atomic<int> calls = 0;
    pipeline->setWakeUp([&] { ++calls; });
    pipeline->subscribe([&](const auto&, const auto&) { ++calls; });
    pipeline->start(test::camera(1ms));
    ASSERT_TRUE(eventually([&] { return calls > 3; }));
    pipeline->stop();
    const int before = calls;
    std::this_thread::sleep_for(5ms);
    EXPECT_EQ(calls, before);
  }
}

TEST(LiveStop, BearsAThousandStartsAndStops) {
  auto pipeline = quickPipeline();
  const int before = threadsOfThisProcess();
  for (int round = 0; round < 1000; ++round) {
    pipeline->start(test::camera(0ms));
    if (round % 10 == 0) {
      ASSERT_TRUE(eventually([&] { return pipeline->latestResult() != nullptr; }));
    }
    if (round % 3 != 0) { // start() stops, too
      pipeline->stop();
    }
  }
  pipeline->stop();
  EXPECT_TRUE(eventually([&] { return threadsOfThisProcess() == before; }));
}

} // namespace
} // namespace mien
