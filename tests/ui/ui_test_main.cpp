#include "core/common/memory.h"
#include "core/common/text/numeric_locale.h"
#include "ui/text/english_plurals.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  if (qEnvironmentVariableIsEmpty("MIEN_LOG")) {
    qputenv("MIEN_LOG", "off"); // the user's log is not the tests' to fill
  }
  mien::tuneAllocator();
  QStandardPaths::setTestModeEnabled(true); // settings of the tests must not touch the user's
  const QApplication application(argc, argv);
  mien::resetNumericLocale();
  mien::ui::EnglishPlurals plurals;
  QCoreApplication::installTranslator(&plurals);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
