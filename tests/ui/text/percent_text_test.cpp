#include "ui/text/percent_text.h"

#include "tests/support/screen_locale.h"
#include "ui/text/number_text.h"

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

using mien::test::ScreenLocale;

TEST(PercentText, HasTheDecimalSignOfTheUser) {
  {
    const ScreenLocale locale(QLocale::c());
    EXPECT_EQ(percentText(0.934), "93.4 %");
    EXPECT_EQ(percentText(0.5, 0), "50 %");
  }
  for (const char* language : {"de_DE", "vi_VN", "tr_TR"}) {
    const ScreenLocale locale{QLocale(QString::fromLatin1(language))};
    EXPECT_EQ(percentText(0.934), "93,4 %") << language;
  }
}

TEST(ProbabilityText, NeverSaysThatAModelIsWhollySure) {
  const ScreenLocale locale(QLocale::c());
  EXPECT_EQ(probabilityText(0), "0 %");
  EXPECT_EQ(probabilityText(0.934), "93 %");
  EXPECT_EQ(probabilityText(0.9949), "99 %");
  EXPECT_EQ(probabilityText(0.995), "> 99 %");
  EXPECT_EQ(probabilityText(1), "> 99 %");
}

TEST(CountText, HasTheSeparatorsOfTheUser) {
  const ScreenLocale locale(QLocale(QStringLiteral("de_DE")));
  EXPECT_EQ(countText(35887), "35.887");
}

} // namespace
} // namespace mien::ui
