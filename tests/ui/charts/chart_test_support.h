#pragma once

#include "ui/look/theme.h"

#include <QApplication>
#include <QColor>
#include <QImage>
#include <QSet>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

namespace mien::ui::test {

/// Shows a widget at a size and lets it draw.
inline void present(QWidget& widget, QSize size = {900, 680}) {
  widget.resize(size);
  widget.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget));
  QTest::qWait(50);
}

/// Number of different colours: a blank picture has one.
inline int colorCount(const QImage& image) {
  QSet<QRgb> colors;
  for (int y = 0; y < image.height(); y += 2) {
    for (int x = 0; x < image.width(); x += 2) {
      colors.insert(image.pixel(x, y));
    }
  }
  return static_cast<int>(colors.size());
}

/// A test after which the theme is as before.
class ThemedTest : public testing::Test {
protected:
  void TearDown() override { Theme::instance().setChoice(ThemeChoice::System); }
};

/// With MIEN_PICTURES=<folder> in the environment, a picture of the widget in both themes for people to look at.
inline void keepPictures(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("MIEN_PICTURES");
  if (folder.isEmpty()) {
    return;
  }
  for (const auto& [choice, suffix] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark")}) {
    Theme::instance().setChoice(choice);
    QTest::qWait(100);
    widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(suffix)));
  }
}

} // namespace mien::ui::test
