#pragma once

#include "tests/support/drawn_pixels.h"
#include "ui/charts/chart.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QColor>
#include <QImage>
#include <QMouseEvent>
#include <QSet>
#include <QTest>
#include <QWidget>
#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace mien::ui::test {

/// Shows a widget at a size and lets it draw.
inline void present(QWidget& widget, QSize size = {900, 680}) {
  widget.resize(size);
  widget.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget));
  QTest::qWait(50);
}

/// The plot as it is drawn at a size, at once and without a window. Pixels of the plot are pixels of the picture.
inline QImage drawnPlot(Chart& chart, QSize size = {900, 680}) {
  chart.resize(size);
  chart.grab();                          // lays it out
  for (int pass = 0; pass < 2; ++pass) { // labels are arranged by the room that the first layout leaves
    chart.plot().replot(QCustomPlot::rpImmediateRefresh);
  }
  return mien::test::drawn(chart.plot());
}

/// Moves the mouse there, in pixels of the plot.
inline void hoverPlot(Chart& chart, const QPointF& pixel) {
  QMouseEvent move(QEvent::MouseMove, pixel, chart.plot().mapToGlobal(pixel), Qt::NoButton, Qt::NoButton,
                   Qt::NoModifier);
  QApplication::sendEvent(&chart.plot(), &move);
}

/// What the cursor of a chart says; empty without one.
inline QString cursorText(Chart& chart) {
  for (int i = 0; i < chart.plot().itemCount(); ++i) {
    const auto* text = qobject_cast<QCPItemText*>(chart.plot().item(i));
    if (text != nullptr && text->visible() && text->layer()->name() == QStringLiteral("overlay")) {
      return text->text();
    }
  }
  return {};
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
