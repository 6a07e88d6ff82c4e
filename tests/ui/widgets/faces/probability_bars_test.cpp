#include "ui/widgets/faces/probability_bars.h"

#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "ui/look/theme.h"

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

TEST_F(ProbabilityBarsTest, EachBarIsInTheColourOfItsEmotionAndAsLongAsItsShareOfTheTrack) {
  m_bars.resize(500, m_bars.sizeHint().height());
  m_bars.setProbabilities({0, 1, 0});
  const QRect whole = mien::test::boxOfColor(mien::test::drawn(m_bars), emotionColor(1));
  ASSERT_GT(whole.width(), 200);
  m_bars.setProbabilities({0.25F, 0.6F, 0.15F});
  const QImage image = mien::test::drawn(m_bars);
  const double row = m_bars.height() / 3.0;
  int place = 0;
  for (const auto& [emotion, share] : {std::pair(0, 0.25), std::pair(1, 0.6), std::pair(3, 0.15)}) {
    const QRect bar = mien::test::boxOfColor(image, emotionColor(emotion));
    EXPECT_NEAR(bar.width(), whole.width() * share, 2) << emotion;
    EXPECT_NEAR(bar.left(), whole.left(), 1) << emotion;
    EXPECT_NEAR(bar.center().y(), row * (place + 0.5), 2) << emotion;
    ++place;
  }
}

TEST_F(ProbabilityBarsTest, WritesTheFiguresBesideTheirNames) {
  m_bars.resize(500, m_bars.sizeHint().height());
  m_bars.setProbabilities({0.25F, 0.6F, 0.15F});
  auto texts = mien::test::paintedTexts(m_bars);
  EXPECT_EQ(mien::test::onlyTexts(texts), (QStringList{"Neutral", "25 %", "Happiness", "60 %", "Sadness", "15 %"}));
  EXPECT_EQ(mien::test::placeOfText(texts, "15 %").y(), mien::test::placeOfText(texts, "Sadness").y());
  const auto bold = [](const QList<mien::test::PaintedText>& painted) {
    QStringList found;
    for (const auto& text : painted) {
      found << (text.bold ? text.text : QString());
    }
    found.removeAll(QString());
    return found;
  };
  EXPECT_EQ(bold(texts), (QStringList{"Happiness", "60 %"})) << "the most probable";
  m_bars.setChosen(2);
  texts = mien::test::paintedTexts(m_bars);
  EXPECT_EQ(bold(texts), (QStringList{"Sadness", "15 %"}));
}

TEST_F(ProbabilityBarsTest, TheMarkStandsAtItsThreshold) {
  m_bars.resize(500, m_bars.sizeHint().height());
  m_bars.setProbabilities({0, 1, 0});
  const QImage without = mien::test::drawn(m_bars);
  const QRect whole = mien::test::boxOfColor(without, emotionColor(1));
  m_bars.setThreshold(0.3);
  const QRect mark = mien::test::changedBox(without, mien::test::drawn(m_bars));
  EXPECT_EQ(mark.width(), 1);
  EXPECT_NEAR(mark.left(), whole.left() + 0.3 * whole.width(), 2);
  EXPECT_GT(mark.height(), m_bars.height() - 6);
}

} // namespace
} // namespace mien::ui::test
