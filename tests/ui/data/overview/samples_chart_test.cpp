#include "ui/data/overview/samples_chart.h"

#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "tests/support/screen_locale.h"
#include "ui/look/theme.h"

#include <QTest>

#include <gtest/gtest.h>

#include <set>

namespace mien::ui {
namespace {

constexpr int kNeutral = static_cast<int>(Emotion::Neutral);
constexpr int kAnger = static_cast<int>(Emotion::Anger);
constexpr int kContempt = static_cast<int>(Emotion::Contempt);

class SamplesChartTest : public testing::Test {
protected:
  SamplesChartTest() {
    // Of each split:       neutral, happiness, surprise, sadness, anger, disgust, fear, contempt: 50, 25, 10 images
    const ClassCounts counts{{{20, 9, 8, 5, 3, 2, 2, 1}, {15, 0, 0, 2, 7, 0, 0, 1}, {1, 0, 2, 0, 4, 0, 3, 0}}};
    m_chart.setCounts(counts);
    m_chart.resize(900, 400);
  }

  /// The height of a bar in the picture, px.
  int height(int emotion, int split) {
    const QRectF area = m_chart.barArea({emotion, split});
    const QImage image = mien::test::drawn(m_chart);
    const int x = qRound(area.center().x());
    const int inside = qRound(area.bottom()) - 3;
    const QColor color = image.pixelColor(x, inside);
    int height = 0;
    while (mien::test::alike(image.pixelColor(x, inside - height), color)) {
      ++height;
    }
    return height + 2; // px below where it was begun
  }

  QString said() const { return m_chart.accessibleDescription(); }

  mien::test::ScreenLocale m_english{QLocale::c()};
  SamplesChart m_chart;
};

TEST_F(SamplesChartTest, BarsAreAsHighAsTheirCounts) {
  // The axis goes to 20, where the highest bar ends.
  ASSERT_EQ(m_chart.axisNumbers().last(), QStringLiteral("20"));
  const double whole = m_chart.barArea({kNeutral, 0}).height();
  EXPECT_NEAR(height(kNeutral, 0), whole, 2);
  EXPECT_NEAR(height(kNeutral, 1), whole * 15 / 20, 2);
  EXPECT_NEAR(height(kAnger, 0), whole * 3 / 20, 2);
  EXPECT_NEAR(height(kAnger, 1), whole * 7 / 20, 2);
  EXPECT_NEAR(height(kAnger, 2), whole * 4 / 20, 2);
  EXPECT_NEAR(height(kContempt, 0), whole * 1 / 20, 2);
}

TEST_F(SamplesChartTest, SharesAreOfTheirOwnSplit) {
  m_chart.setShares(true);
  // The largest is 15 of 25, 60 %; the axis ends there.
  ASSERT_EQ(m_chart.axisNumbers(), (QStringList{"0.0 %", "20 %", "40 %", "60 %"}));
  const double whole = m_chart.barArea({kNeutral, 0}).height();
  EXPECT_NEAR(height(kNeutral, 0), whole * (20.0 / 50) / 0.6, 2);
  EXPECT_NEAR(height(kNeutral, 1), whole * (15.0 / 25) / 0.6, 2);
  EXPECT_NEAR(height(kNeutral, 2), whole * (1.0 / 10) / 0.6, 2);
  EXPECT_NEAR(height(kAnger, 0), whole * (3.0 / 50) / 0.6, 2);
  EXPECT_NEAR(height(kAnger, 2), whole * (4.0 / 10) / 0.6, 2);
}

TEST_F(SamplesChartTest, EachEmotionHasItsColourWhichFadesFromSplitToSplit) {
  const QImage image = mien::test::drawn(m_chart);
  const auto color = [&](int emotion, int split) {
    const QRectF area = m_chart.barArea({emotion, split});
    return image.pixelColor(qRound(area.center().x()), qRound(area.bottom()) - 3);
  };
  const QColor ground = Theme::instance().colors().surface;
  const auto distance = [&](const QColor& c) {
    return std::abs(c.red() - ground.red()) + std::abs(c.green() - ground.green()) + std::abs(c.blue() - ground.blue());
  };
  for (const int emotion : {kNeutral, kAnger}) {
    EXPECT_TRUE(mien::test::alike(color(emotion, 0), emotionColor(emotion))) << emotion;
    EXPECT_GT(distance(color(emotion, 0)), distance(color(emotion, 1)) + 40) << emotion;
    EXPECT_GT(distance(color(emotion, 1)), distance(color(emotion, 2)) + 40) << emotion;
  }
}

TEST_F(SamplesChartTest, TheLegendHasTheColoursOfTheBars) {
  const QImage image = mien::test::drawn(m_chart);
  const auto texts = mien::test::paintedTexts(m_chart);
  double before = 0;
  for (int split = 0; split < 3; ++split) {
    const QString name = QStringList{"Training", "Validation", "Test"}.at(split);
    const QPointF at = mien::test::placeOfText(texts, name);
    EXPECT_GT(at.x(), before) << name.toStdString();
    before = at.x();
    const QRectF bar = m_chart.barArea({kNeutral, split});
    const QColor color = image.pixelColor(qRound(bar.center().x()), qRound(bar.bottom()) - 3);
    const QRect left(qRound(at.x()) - 18, 0, 17, qRound(at.y()) + 3); // before the name
    EXPECT_GE(mien::test::boxOfColor(image, color, left).width(), 6) << name.toStdString();
  }
}

TEST_F(SamplesChartTest, UnderEachGroupStandsItsEmotionWithAllItsImages) {
  const auto texts = mien::test::paintedTexts(m_chart);
  const QStringList names{"Neutral", "Happiness", "Surprise", "Sadness", "Anger", "Disgust", "Fear", "Contempt"};
  const QStringList totals{"36", "9", "10", "7", "14", "2", "5", "2"};
  for (int emotion = 0; emotion < 8; ++emotion) {
    const double left = m_chart.barArea({emotion, 0}).left();
    const double right = m_chart.barArea({emotion, 2}).right();
    QStringList below;
    for (const auto& text : texts) {
      if (text.at.x() > left - 15 && text.at.x() < right && text.at.y() > m_chart.barArea({0, 0}).bottom()) {
        below << text.text;
      }
    }
    EXPECT_EQ(below, (QStringList{names[emotion], totals[emotion]})) << emotion;
  }
}

TEST_F(SamplesChartTest, TheNumbersStandAtTheirLines) {
  const auto texts = mien::test::paintedTexts(m_chart);
  const QRectF plot = m_chart.barArea({0, 0});
  const double height = plot.height();
  for (const int number : {0, 5, 10, 15, 20}) {
    double y = -1;
    for (const auto& text : texts) {
      if (text.text == QString::number(number) && text.at.x() < plot.left() - 5 && y < 0) {
        y = text.at.y();
      }
    }
    EXPECT_NEAR(y, plot.bottom() - height * number / 20, m_chart.fontMetrics().height() * 0.6) << number;
  }
}

TEST_F(SamplesChartTest, ABarSaysItsFigures) {
  QTest::keyClick(&m_chart, Qt::Key_Home);
  EXPECT_EQ(said(), QStringLiteral("Neutral, Training: 20 images, 40.0 % of the split. Click to see them."));
  QTest::keyClick(&m_chart, Qt::Key_Right);
  EXPECT_EQ(said(), QStringLiteral("Neutral, Validation: 15 images, 60.0 % of the split. Click to see them."));
  QTest::keyClick(&m_chart, Qt::Key_Right);
  EXPECT_EQ(said(), QStringLiteral("Neutral, Test: 1 image, 10.0 % of the split. Click to see them."));
  QTest::keyClick(&m_chart, Qt::Key_Right);
  EXPECT_EQ(said(), QStringLiteral("Happiness, Training: 9 images, 18.0 % of the split. Click to see them."));
  QTest::keyClick(&m_chart, Qt::Key_End);
  EXPECT_EQ(said(), QStringLiteral("Contempt, Test: 0 images, 0.0 % of the split. Click to see them."));
  QTest::keyClick(&m_chart, Qt::Key_Left);
  EXPECT_EQ(said(), QStringLiteral("Contempt, Validation: 1 image, 4.0 % of the split. Click to see them."));
}

TEST_F(SamplesChartTest, NeighboursDoNotOverlapAndStandInOrder) {
  double before = 0;
  for (int emotion = 0; emotion < 8; ++emotion) {
    for (int split = 0; split < 3; ++split) {
      const QRectF area = m_chart.barArea({emotion, split});
      EXPECT_GE(area.left(), before - 1e-6);
      before = area.right();
    }
  }
  EXPECT_LE(before, m_chart.width());
}

} // namespace
} // namespace mien::ui
