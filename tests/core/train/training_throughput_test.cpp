#include "core/train/training_throughput.h"

#include "core/common/error.h"
#include "core/demo/demo_data.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

class TrainingThroughputTest : public testing::Test {
protected:
  TrainingThroughputTest() {
    writeDemoData(m_folder.path() / "data", {.trainImages = 40, .validImages = 10, .testImages = 2, .seed = 3});
    m_dataset = loadDataset(m_folder.path() / "data");
    m_config.batch = 8;
    m_config.sizes = {{48, 3}, {64, 2}, {48, 1}};
  }

  test::TempFolder m_folder;
  Dataset m_dataset;
  TrainConfig m_config;
};

TEST_F(TrainingThroughputTest, MeasuresEverySizeOnce) {
  const TrainingThroughput pace = measureThroughput(m_config, m_dataset);
  ASSERT_EQ(pace.stages.size(), 2U);
  EXPECT_EQ(pace.stages[0].size, 48);
  EXPECT_EQ(pace.stages[1].size, 64);
  for (const TrainingThroughput::Stage& stage : pace.stages) {
    EXPECT_GT(stage.imagesPerSecond, 0);
    EXPECT_GT(stage.secondsPerEpoch, 40 / stage.imagesPerSecond * 0.8) << "about one epoch's images, and validation";
  }
  EXPECT_DOUBLE_EQ(pace.seconds(m_config).value(),
                   4 * pace.stages[0].secondsPerEpoch + 2 * pace.stages[1].secondsPerEpoch);
  m_config.sizes = {{96, 1}};
  EXPECT_FALSE(pace.seconds(m_config).has_value()) << "this size was not measured";
}

TEST_F(TrainingThroughputTest, StopsWithoutAnError) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(measureThroughput(m_config, m_dataset, stop.get_token()).stages.empty());
}

TEST_F(TrainingThroughputTest, RefusesWhatCannotBeTrained) {
  m_config.batch = 1;
  EXPECT_THROW((void)measureThroughput(m_config, m_dataset), Error);
  m_config.batch = 8;
  std::erase_if(m_dataset.samples, [](const Sample& sample) { return sample.split == Split::Train; });
  EXPECT_THROW((void)measureThroughput(m_config, m_dataset), Error);
}

} // namespace
} // namespace mien
