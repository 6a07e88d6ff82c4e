#include "tests/ui/window/window_fixture.h"
#include "ui/charts/chart.h"
#include "ui/look/icons.h"
#include "ui/look/style.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QProxyStyle>
#include <QWindow>

#include <algorithm>
#include <cstdlib>

namespace mien::ui::test {

namespace {

/// Has the last word on what Qt takes for the system's palette.
class DarkSystem : public QProxyStyle {
public:
  DarkSystem() : QProxyStyle(QStringLiteral("Fusion")) {}
  using QProxyStyle::polish;
  void polish(QPalette& palette) override {
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
  }
};

/// As Fusion is when Qt 6.4 follows GTK: the palette stays, the style knows.
class DarkStyle : public QProxyStyle {
public:
  DarkStyle() : QProxyStyle(QStringLiteral("Fusion")) {}
  [[nodiscard]] QPalette standardPalette() const override {
    QPalette palette(Qt::black);
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    return palette;
  }
};

int meanLightness(const QImage& image) {
  const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
  qint64 sum = 0;
  for (int y = 0; y < grey.height(); ++y) {
    for (int x = 0; x < grey.width(); ++x) {
      sum += grey.constScanLine(y)[x];
    }
  }
  return static_cast<int>(sum / (qint64{grey.width()} * grey.height()));
}

class ThemeTest : public WindowFixture {
protected:
  ThemeTest() { Theme::instance().setChoice(ThemeChoice::System); }
  ~ThemeTest() override {
    Theme::instance().setChoice(ThemeChoice::System);
    QApplication::setStyle(new Style);
    tellOfAChange();
    waitFor([] { return !Theme::instance().colors().dark; });
    Theme::instance().setChoice(ThemeChoice::Light);
  }

  /// As the platform does.
  void tellOfAChange() {
    QEvent event(QEvent::ThemeChange);
    QCoreApplication::sendEvent(m_window->windowHandle(), &event);
  }
};

TEST_F(ThemeTest, FollowsTheSystemWithIconsAndCharts) {
  ASSERT_TRUE(openDemoData());
  auto& chart = *m_window->findChild<Chart*>();
  ASSERT_FALSE(Theme::instance().colors().dark);
  EXPECT_GT(meanLightness(chart.grab().toImage()), 150);
  const QImage light = icon("data").pixmap(48, 48).toImage();

  QApplication::setStyle(new DarkSystem);
  tellOfAChange();
  ASSERT_TRUE(waitFor([] { return Theme::instance().colors().dark; }));
  EXPECT_EQ(QApplication::palette().color(QPalette::Window), Theme::instance().colors().window);
  EXPECT_TRUE(waitFor([&chart] { return meanLightness(chart.grab().toImage()) < 100; }));
  EXPECT_LT(meanLightness(m_window->grab().toImage()), 100);
  EXPECT_NE(icon("data").pixmap(48, 48).toImage(), light);
}

TEST_F(ThemeTest, FollowsASystemThatOnlyTheStyleKnowsAndBack) {
  QApplication::setStyle(new DarkStyle);
  tellOfAChange();
  ASSERT_TRUE(waitFor([] { return Theme::instance().colors().dark; }));
  QApplication::setStyle(new Style);
  tellOfAChange();
  EXPECT_TRUE(waitFor([] { return !Theme::instance().colors().dark; }));
}

TEST_F(ThemeTest, AnEmptyBoxCanBeMadeOut) {
  for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(choice);
    QCheckBox box;
    box.resize(box.sizeHint());
    const QImage picture = box.grab().toImage();
    int most = 0; // of what there is beside the background
    for (int x = 0; x < picture.width(); ++x) {
      const int lightness = picture.pixelColor(x, picture.height() / 2).lightness();
      most = std::max(most, std::abs(lightness - Theme::instance().colors().window.lightness()));
    }
    EXPECT_GT(most, 80);
  }
}

TEST_F(ThemeTest, KeepsItsColoursWhenThePlatformSetsAPaletteOfItsOwn) {
  Theme::instance().setChoice(ThemeChoice::Light);
  QApplication::setPalette(QPalette(Qt::darkRed));
  EXPECT_TRUE(
      waitFor([] { return QApplication::palette().color(QPalette::Window) == Theme::instance().colors().window; }));
}

} // namespace

} // namespace mien::ui::test
