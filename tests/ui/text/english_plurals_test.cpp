#include "ui/text/english_plurals.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

QString faces(int count) { return QCoreApplication::translate("Test", "%Ln face(s) in %1 s", nullptr, count); }

TEST(EnglishPlurals, AgreeWithTheNumber) { // the program of the tests has them installed, as Mien's own has
  EXPECT_EQ(faces(0), "0 faces in %1 s");
  EXPECT_EQ(faces(1), "1 face in %1 s");
  EXPECT_EQ(faces(2), "2 faces in %1 s");
}

TEST(EnglishPlurals, LeaveOtherTextsAlone) {
  EXPECT_EQ(QCoreApplication::translate("Test", "Name(s) of files"), "Name(s) of files");
  EXPECT_TRUE(EnglishPlurals().translate("Test", "Stop", nullptr, -1).isEmpty());
}

/// Knows one text.
class Other : public QTranslator {
public:
  [[nodiscard]] bool isEmpty() const override { return false; }
  [[nodiscard]] QString translate(const char* /*context*/, const char* text, const char* /*comment*/,
                                  int n) const override {
    return QLatin1String(text) == QLatin1String("%Ln face(s) in %1 s") && n == 2 ? QStringLiteral("zwei Gesichter")
                                                                                 : QString();
  }
};

TEST(EnglishPlurals, ALanguageInstalledLaterGoesBefore) {
  Other other;
  QCoreApplication::installTranslator(&other);
  EXPECT_EQ(faces(2), "zwei Gesichter");
  EXPECT_EQ(faces(1), "1 face in %1 s") << "it does not know this one";
  QCoreApplication::removeTranslator(&other);
}

} // namespace
} // namespace mien::ui::test
