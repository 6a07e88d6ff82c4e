#include "ui/text/number_text.h"

#include "tests/support/screen_locale.h"

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(NumberText, ADurationHasItsTwoLargestUnits) {
  const mien::test::ScreenLocale english(QLocale::c());
  EXPECT_EQ(durationText(0.4), QStringLiteral("0 s"));
  EXPECT_EQ(durationText(59.4), QStringLiteral("59 s"));
  EXPECT_EQ(durationText(59.6), QStringLiteral("1 min 00 s"));
  EXPECT_EQ(durationText(754), QStringLiteral("12 min 34 s"));
  EXPECT_EQ(durationText(3600 + 5 * 60 + 59), QStringLiteral("1 h 05 min"));
  EXPECT_EQ(durationText(30 * 3600), QStringLiteral("30 h 00 min"));
}

TEST(NumberText, AClockCutsOff) {
  const mien::test::ScreenLocale english(QLocale::c());
  EXPECT_EQ(clockText(0, true), QStringLiteral("0:00.0"));
  EXPECT_EQ(clockText(5.89, true), QStringLiteral("0:05.8"));
  EXPECT_EQ(clockText(65.9, false), QStringLiteral("1:05"));
  EXPECT_EQ(clockText(3725, false), QStringLiteral("62:05"));
}

TEST(NumberText, FollowsTheUsersDecimalSign) {
  const mien::test::ScreenLocale german(QLocale(QLocale::German));
  EXPECT_EQ(secondsText(12.46), QStringLiteral("12,5"));
  EXPECT_EQ(clockText(5.8, true), QStringLiteral("0:05,8"));
  EXPECT_EQ(lossText(0.75249), QStringLiteral("0,752"));
}

} // namespace
} // namespace mien::ui
