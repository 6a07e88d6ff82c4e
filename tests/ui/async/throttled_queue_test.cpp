#include "ui/async/throttled_queue.h"

#include <QElapsedTimer>
#include <QTest>

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>
#include <thread>
#include <vector>

namespace mien::ui {
namespace {

constexpr int kPatience = 20000; ///< ms

TEST(ThrottledQueue, DeliversEverythingInOrderButNotOften) {
  QObject owner;
  std::vector<int> received;
  int deliveries = 0;
  ThrottledQueue<int> mailbox(&owner, [&](const QVector<int>& values) {
    ++deliveries;
    received.insert(received.end(), values.begin(), values.end());
  });
  constexpr int kCount = 500;
  QElapsedTimer clock;
  clock.start();
  std::jthread worker([&] {
    for (int i = 0; i < kCount; ++i) {
      mailbox.post(i);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  ASSERT_TRUE(QTest::qWaitFor([&] { return received.size() == kCount; }, kPatience));
  EXPECT_LE(deliveries, clock.elapsed() / 100 + 2);
  EXPECT_GE(deliveries, 3);
  std::vector<int> expected(kCount);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(received, expected);
}

TEST(ThrottledQueue, ReplacesWhatNobodyHasSeen) {
  QObject owner;
  QVector<int> received;
  ThrottledQueue<int> mailbox(&owner, [&](const QVector<int>& values) { received += values; });
  for (int i = 0; i < 10; ++i) {
    mailbox.replace(i);
  }
  ASSERT_TRUE(QTest::qWaitFor([&] { return !received.isEmpty(); }, kPatience));
  EXPECT_EQ(received, QVector<int>{9});
}

} // namespace
} // namespace mien::ui
