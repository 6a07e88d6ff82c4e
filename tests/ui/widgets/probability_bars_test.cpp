#include "ui/widgets/probability_bars.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

class ProbabilityBarsTest : public testing::Test {
protected:
  ProbabilityBarsTest() {
    m_bars.setClasses({{"Neutral", 0}, {"Happiness", 1}, {"Sadness", 3}});
    m_bars.resize(300, m_bars.sizeHint().height());
    m_bars.show();
  }

  [[nodiscard]] QPoint middleOf(int row) const { return {150, m_bars.height() * (2 * row + 1) / 6}; }

  ProbabilityBars m_bars;
};

TEST_F(ProbabilityBarsTest, SpeaksItsFigures) {
  m_bars.setProbabilities({0.25F, 0.7F, 0.05F});
  EXPECT_EQ(m_bars.accessibleDescription(), "Neutral: 25 %; Happiness: 70 %; Sadness: 5 %");
  m_bars.setProbabilities({0.001F, 0.999F, 0});
  EXPECT_EQ(m_bars.accessibleDescription(), "Neutral: 0 %; Happiness: > 99 %; Sadness: 0 %");
  m_bars.setProbabilities({});
  EXPECT_TRUE(m_bars.accessibleDescription().isEmpty());
}

TEST_F(ProbabilityBarsTest, AClickChoosesAKnownEmotion) {
  QSignalSpy chosen(&m_bars, &ProbabilityBars::chosen);
  QTest::mouseClick(&m_bars, Qt::LeftButton, {}, middleOf(1));
  EXPECT_EQ(chosen.count(), 0) << "nothing is known yet";
  m_bars.setProbabilities({0.25F, 0.7F, 0.05F});
  QTest::mouseClick(&m_bars, Qt::LeftButton, {}, middleOf(2));
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_EQ(chosen.first().first().toInt(), 2);
}

TEST_F(ProbabilityBarsTest, BarsAreAsLongAsTheirProbabilities) {
  m_bars.setProbabilities({0.2F, 0.8F, 0.0F});
  const QImage image = m_bars.grab().toImage();
  const auto coloured = [&](int row) {
    int count = 0;
    for (int x = 0; x < image.width(); ++x) {
      count += image.pixelColor(x, middleOf(row).y()).saturation() > 100 ? 1 : 0;
    }
    return count;
  };
  EXPECT_GT(coloured(1), 80);
  EXPECT_EQ(coloured(2), 0);
}

TEST_F(ProbabilityBarsTest, TheMarkIsThereOnlyWithAThreshold) {
  m_bars.setProbabilities({0.2F, 0.8F, 0.0F});
  const QImage without = m_bars.grab().toImage();
  m_bars.setThreshold(0.5);
  EXPECT_NE(m_bars.grab().toImage(), without);
  m_bars.setThreshold(0);
  EXPECT_EQ(m_bars.grab().toImage(), without);
}

} // namespace
} // namespace mien::ui::test
