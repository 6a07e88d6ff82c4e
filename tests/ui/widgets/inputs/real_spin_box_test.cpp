#include "ui/widgets/inputs/real_spin_box.h"

#include "tests/support/screen_locale.h"

#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

struct Typed {
  double value;
  QString shown; ///< before the box writes the value itself
};

Typed typed(const char* language, const char* keys, double most, const QString& suffix = {}) {
  const test::ScreenLocale locale{QLocale(QString::fromLatin1(language))};
  RealSpinBox box;
  box.setRange(0, most);
  box.setDecimals(6);
  box.setSuffix(suffix);
  box.selectAll();
  QTest::keyClicks(&box, QString::fromLatin1(keys));
  const QString shown = box.text();
  box.interpretText();
  return {box.value(), shown};
}

TEST(RealSpinBox, UnderstandsPointAndComma) {
  for (const char* language : {"de_DE", "vi_VN", "tr_TR", "fr_FR", "pl_PL", "en_US", "en_GB", "C", "de_CH", "ja_JP"}) {
    for (const double most : {10.0, 1e6}) {
      EXPECT_EQ(typed(language, "0.002", most).value, 0.002) << language << most;
      EXPECT_EQ(typed(language, "0,002", most).value, 0.002) << language << most;
      EXPECT_EQ(typed(language, "0.5", most).value, 0.5) << language << most;
      EXPECT_EQ(typed(language, "0,5", most).value, 0.5) << language << most;
      EXPECT_EQ(typed(language, "2.5", most).value, 2.5) << language << most;
      EXPECT_EQ(typed(language, "2,5", most).value, 2.5) << language << most;
      EXPECT_EQ(typed(language, "7", most).value, 7) << language << most;
      EXPECT_EQ(typed(language, ".25", most).value, 0.25) << language << most;
      EXPECT_EQ(typed(language, ",25", most).value, 0.25) << language << most;
      EXPECT_EQ(typed(language, "1.2345", most).value, 1.2345) << language << most;
    }
    EXPECT_EQ(typed(language, "1.234", 10).value, 1.234) << language;
    EXPECT_EQ(typed(language, "1,234", 10).value, 1.234) << language;
  }
}

// What separates thousands in a language does so where there can be thousands.
TEST(RealSpinBox, LeavesThousandsToTheLanguage) {
  EXPECT_EQ(typed("de_DE", "1.234", 1e6).value, 1234);
  EXPECT_EQ(typed("vi_VN", "1.234", 1e6).value, 1234);
  EXPECT_EQ(typed("en_US", "1,234", 1e6).value, 1234);
  EXPECT_EQ(typed("en_US", "1,234.5", 1e6).value, 1234.5);
  EXPECT_EQ(typed("de_DE", "1.234,5", 1e6).value, 1234.5);
  EXPECT_EQ(typed("fr_FR", "1.234", 1e6).value, 1.234); // a thin space there
  EXPECT_EQ(typed("de_DE", "1234.5", 1e6).value, 1234.5);
}

TEST(RealSpinBox, ShowsTheSignOfTheLanguageAtOnce) {
  EXPECT_EQ(typed("de_DE", "0.5", 5).shown, "0,5");
  EXPECT_EQ(typed("en_US", "0,5", 5).shown, "0.5");
  EXPECT_EQ(typed("de_DE", "0.5", 5, " s").shown, "0,5 s");
  EXPECT_EQ(typed("de_DE", "0.5", 5, " s").value, 0.5);
}

} // namespace
} // namespace mien::ui
