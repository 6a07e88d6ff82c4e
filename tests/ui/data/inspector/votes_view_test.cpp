#include "ui/data/inspector/votes_view.h"

#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "tests/support/screen_locale.h"
#include "ui/data/inspector/policies_view.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

// neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, not a face
constexpr Votes kVotes{0, 2, 0, 9, 4, 0, 0, 0, 5, 0}; // twenty of them

class VotesViewTest : public testing::Test {
protected:
  VotesViewTest() { m_view.resize(500, m_view.sizeHint().height()); }

  VotesView m_view;
};

TEST_F(VotesViewTest, BarsAreSharesOfAllVotesInTheColoursOfTheirEmotions) {
  m_view.setVotes({0, 0, 0, 20, 0, 0, 0, 0, 0, 0}); // all of them: as long as can be
  const QRect whole = mien::test::boxOfColor(mien::test::drawn(m_view), emotionColor(3));
  ASSERT_GT(whole.width(), 200);
  EXPECT_LT(whole.right(), m_view.width() - m_view.fontMetrics().horizontalAdvance(QStringLiteral("20")));
  m_view.setVotes(kVotes);
  const QImage image = mien::test::drawn(m_view);
  const double row = m_view.height() / 10.0;
  for (const auto& [column, votes] : {std::pair(1, 2), std::pair(3, 9), std::pair(4, 4), std::pair(8, 5)}) {
    const QRect line(whole.left(), qRound(row * column), m_view.width(), qRound(row));
    const QRect bar = mien::test::boxOfColor(image, emotionColor(column), line);
    EXPECT_NEAR(bar.width(), whole.width() * votes / 20.0, 1.5) << column;
    EXPECT_EQ(bar.left(), whole.left()) << column;
    EXPECT_NEAR(bar.center().y(), row * (column + 0.5), 2) << column;
  }
}

TEST_F(VotesViewTest, WritesTheNumbersBesideTheirEmotions) {
  m_view.setVotes(kVotes);
  const auto texts = mien::test::paintedTexts(m_view);
  EXPECT_EQ(mien::test::onlyTexts(texts),
            (QStringList{"Neutral", "Happiness", "2", "Surprise", "Sadness", "9", "Anger", "4", "Disgust", "Fear",
                         "Contempt", "Unknown", "5", "Not a face"}));
  EXPECT_EQ(mien::test::placeOfText(texts, "9").y(), mien::test::placeOfText(texts, "Sadness").y());
  EXPECT_EQ(mien::test::placeOfText(texts, "5").y(), mien::test::placeOfText(texts, "Unknown").y());
  EXPECT_EQ(m_view.accessibleDescription(),
            QStringLiteral("Happiness: 2 votes; Sadness: 9 votes; Anger: 4 votes; Unknown: 5 votes"));
  m_view.setVotes({1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(m_view.accessibleDescription(), QStringLiteral("Neutral: 1 vote"));
}

class PoliciesViewTest : public testing::Test {
protected:
  PoliciesViewTest() {
    m_view.resize(400, m_view.sizeHint().height());
    // Sadness 6, anger 3, a single vote for fear: a slip.
    m_view.setVotes({0, 0, 0, 6, 3, 0, 1, 0, 0, 0});
  }

  mien::test::ScreenLocale m_english{QLocale::c()};
  PoliciesView m_view;
};

TEST_F(PoliciesViewTest, SaysWhatEachPolicyMakesOfThem) {
  // Of the nine votes that count, 6 are 67 % and 3 are 33 %.
  const QStringList expected{"Majority",
                             "Sadness 100 %",
                             "Vote shares",
                             "Sadness 67 %, Anger 33 %",
                             "Drawn from the votes",
                             "Sadness 67 %, Anger 33 %",
                             "Several right",
                             "Sadness 50 %, Anger 50 %"};
  EXPECT_EQ(mien::test::onlyTexts(mien::test::paintedTexts(m_view)), expected);
  EXPECT_EQ(m_view.accessibleDescription(),
            QStringLiteral("Majority: Sadness 100 %; Vote shares: Sadness 67 %, Anger 33 %; Drawn from the votes: "
                           "Sadness 67 %, Anger 33 %; Several right: Sadness 50 %, Anger 50 %"));
}

TEST_F(PoliciesViewTest, WhatIsLeftOutIsSaidInAnotherColour) {
  m_view.setVotes({0, 0, 0, 4, 4, 0, 2, 0, 0, 0});
  const auto texts = mien::test::paintedTexts(m_view);
  ASSERT_EQ(texts.size(), 8);
  EXPECT_EQ(texts[1].text, QStringLiteral("Left out of training"));
  EXPECT_EQ(texts[1].color, Theme::instance().colors().warning);
  EXPECT_EQ(texts[3].text, QStringLiteral("Sadness 50 %, Anger 50 %")); // three quarters are in
  EXPECT_EQ(texts[3].color, Theme::instance().colors().text);
}

TEST_F(PoliciesViewTest, TheBarIsStripedAsTheTargetIs) {
  const QImage image = mien::test::drawn(m_view);
  const int row = m_view.height() / 4;
  const auto stripe = [&](int policy, int emotion) {
    return mien::test::boxOfColor(image, emotionColor(emotion), QRect(0, policy * row, 400, row));
  };
  EXPECT_EQ(stripe(0, 3).width(), 400);
  EXPECT_NEAR(stripe(1, 3).width(), 400 * 6 / 9.0, 1.5);
  EXPECT_NEAR(stripe(1, 4).width(), 400 * 3 / 9.0, 1.5);
  EXPECT_LT(stripe(1, 3).right(), stripe(1, 4).left() + 1);
  EXPECT_NEAR(stripe(3, 3).width(), 200, 1.5);
  EXPECT_NEAR(stripe(3, 4).width(), 200, 1.5);
}

TEST_F(PoliciesViewTest, ARowIsExplainedUnderTheMouse) {
  const int row = m_view.height() / 4;
  const auto explained = [&](int y) {
    QHelpEvent help(QEvent::ToolTip, QPoint(5, y), m_view.mapToGlobal(QPoint(5, y)));
    QApplication::sendEvent(&m_view, &help);
    return QToolTip::text();
  };
  EXPECT_EQ(explained(row / 2), QStringLiteral("The one emotion that more than half of the votes name; images without "
                                               "one are left out.\nSadness 100 %"));
  EXPECT_EQ(explained(7 * row / 2),
            QStringLiteral("Every emotion with at least 30 % of the votes counts as equally right.\nSadness 50 %, "
                           "Anger 50 %"));
  QToolTip::hideText();
}

} // namespace
} // namespace mien::ui
