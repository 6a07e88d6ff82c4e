#include "core/common/error.h"
#include "core/demo/demo_data.h"
#include "tests/support/temp_folder.h"
#include "ui/async/mailbox.h"
#include "ui/evaluate/evaluate_job.h"
#include "ui/text/text.h"
#include "ui/workspace/dataset_job.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <numeric>

namespace mien::ui {
namespace {

constexpr int kPatience = 20000; ///< ms

TEST(Mailbox, DeliversEverythingInOrderButNotOften) {
  QObject owner;
  std::vector<int> received;
  int deliveries = 0;
  Mailbox<int> mailbox(&owner, [&](const QVector<int>& values) {
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

TEST(Mailbox, ReplacesWhatNobodyHasSeen) {
  QObject owner;
  QVector<int> received;
  Mailbox<int> mailbox(&owner, [&](const QVector<int>& values) { received += values; });
  for (int i = 0; i < 10; ++i) {
    mailbox.replace(i);
  }
  ASSERT_TRUE(QTest::qWaitFor([&] { return !received.isEmpty(); }, kPatience));
  EXPECT_EQ(received, QVector<int>{9});
}

class DatasetJobTest : public testing::Test {
protected:
  QString draw() {
    writeDemoData(m_folder.path() / "data", {.trainImages = 60, .validImages = 10, .testImages = 10, .seed = 1});
    return toQt(m_folder.path() / "data");
  }

  test::TempFolder m_folder;
};

TEST_F(DatasetJobTest, ReadsADataSet) {
  DatasetJob job;
  QSignalSpy loaded(&job, &DatasetJob::loaded);
  QSignalSpy failed(&job, &DatasetJob::failed);
  job.start(draw());
  EXPECT_TRUE(job.running());
  ASSERT_TRUE(loaded.wait(kPatience));
  EXPECT_FALSE(job.running());
  const auto dataset = loaded.first().first().value<std::shared_ptr<const Dataset>>();
  ASSERT_NE(dataset, nullptr);
  EXPECT_EQ(dataset->samples.size(), 80U);
  EXPECT_TRUE(failed.isEmpty());
}

TEST_F(DatasetJobTest, TellsOfABrokenDataSet) {
  m_folder.write("broken/label.csv", "this is, no table");
  DatasetJob job;
  QSignalSpy loaded(&job, &DatasetJob::loaded);
  QSignalSpy failed(&job, &DatasetJob::failed);
  for (const char* name : {"broken", "missing"}) {
    failed.clear();
    job.start(toQt(m_folder.path() / name));
    ASSERT_TRUE(failed.wait(kPatience)) << name;
    EXPECT_TRUE(failed.first().first().toString().contains(QString::fromLatin1(name)));
  }
  EXPECT_TRUE(loaded.isEmpty());
}

TEST_F(DatasetJobTest, EndsExactlyOnceWhenCancelled) {
  DatasetJob job;
  QSignalSpy loaded(&job, &DatasetJob::loaded);
  QSignalSpy cancelled(&job, &DatasetJob::cancelled);
  job.start(draw());
  job.cancel();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !job.running(); }, kPatience));
  EXPECT_EQ(loaded.size() + cancelled.size(), 1);
}

TEST_F(DatasetJobTest, IsSilentAfterItsEnd) {
  int signalsReceived = 0;
  {
    DatasetJob job;
    QObject::connect(&job, &DatasetJob::loaded, [&] { ++signalsReceived; });
    QObject::connect(&job, &DatasetJob::cancelled, [&] { ++signalsReceived; });
    job.start(draw());
  }
  QTest::qWait(50);
  EXPECT_EQ(signalsReceived, 0);
}

TEST_F(DatasetJobTest, EvaluationOfMissingWeightsFails) {
  const auto dataset = std::make_shared<const Dataset>(loadDataset(toPath(draw())));
  EvaluateJob job;
  QSignalSpy failed(&job, &EvaluateJob::failed);
  job.start(toQt(m_folder.path() / "no.pth"), dataset, {});
  ASSERT_TRUE(failed.wait(kPatience));
  EXPECT_TRUE(failed.first().first().toString().contains(QStringLiteral("no.pth")));
  EXPECT_FALSE(job.running());
}

} // namespace
} // namespace mien::ui
