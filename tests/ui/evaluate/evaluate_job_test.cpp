#include "ui/evaluate/evaluate_job.h"

#include "core/data/dataset.h"
#include "core/demo/demo_data.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

constexpr int kPatience = 20000; ///< ms

TEST(EvaluateJobTest, MissingWeightsFail) {
  const mien::test::TempFolder folder;
  writeDemoData(folder.path() / "data", {.trainImages = 60, .validImages = 10, .testImages = 10, .seed = 1});
  const auto dataset = std::make_shared<const Dataset>(loadDataset(folder.path() / "data"));
  EvaluateJob job;
  QSignalSpy failed(&job, &EvaluateJob::failed);
  job.start(toQt(folder.path() / "no.pth"), dataset, {});
  ASSERT_TRUE(failed.wait(kPatience));
  EXPECT_TRUE(failed.first().first().toString().contains(QStringLiteral("no.pth")));
  EXPECT_FALSE(job.running());
}

} // namespace
} // namespace mien::ui
