#include "ui/workspace/dataset_job.h"

#include "core/demo/demo_data.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

constexpr int kPatience = 20000; ///< ms

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

} // namespace
} // namespace mien::ui
