#include "tests/tour/tour.h"

#include "core/demo/demo_data.h"
#include "tests/tour/tour_checks.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"

#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QSettings>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui::test {

namespace {

/// A settings file of the tour's own, before the window reads any.
QString prepareSettings(const std::filesystem::path& folder) {
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, toQt(folder / "settings"));
  QSettings().clear();
  return toQt(folder);
}

qsizetype coloursOf(const QImage& image) {
  QSet<QRgb> colours;
  for (int y = 0; y < image.height(); y += 3) {
    for (int x = 0; x < image.width(); x += 3) {
      colours.insert(image.pixel(x, y));
    }
  }
  return colours.size();
}

} // namespace

Tour::Tour()
    : m_pictures(qEnvironmentVariable("MIEN_TOUR_DIR")), m_dataset(qEnvironmentVariable("MIEN_TOUR_DATA")),
      m_model(qEnvironmentVariable("MIEN_TOUR_MODEL")), m_workspace(prepareSettings(m_folder.path())),
      m_window(m_workspace) {
  if (m_dataset.isEmpty()) {
    const std::filesystem::path demo = m_folder.path() / "demo";
    writeDemoData(demo, {.trainImages = 240, .validImages = 160, .testImages = 80});
    m_dataset = toQt(demo);
  }
  if (!m_pictures.isEmpty()) {
    QDir().mkpath(m_pictures);
  }
  m_window.show();
  EXPECT_TRUE(QTest::qWaitForWindowExposed(&m_window));
}

void Tour::shoot(const QString& name) {
  for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1920, 1080)}) {
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
      Theme::instance().setChoice(theme);
      shoot(name, theme == ThemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark"), size);
    }
  }
}

void Tour::shootDialog(QWidget& dialog, const QString& name) {
  for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(theme);
    QTest::qWait(150);
    const QString title = name + (theme == ThemeChoice::Light ? QStringLiteral("-light") : QStringLiteral("-dark"));
    SCOPED_TRACE(title.toStdString());
    EXPECT_EQ(clippedTexts(dialog).join(QLatin1Char('\n')).toStdString(), "");
    const QImage picture = dialog.grab().toImage();
    EXPECT_GT(coloursOf(picture), 10);
    if (!m_pictures.isEmpty()) {
      EXPECT_TRUE(picture.save(QDir(m_pictures).filePath(title + QStringLiteral(".png"))));
    }
  }
}

void Tour::shoot(const QString& name, const QString& theme, QSize size) {
  m_window.resize(size);
  QTest::qWait(150); // for the layouts, and for what is drawn a moment later
  const QString title = QStringLiteral("%1-%2-%3x%4").arg(name, theme).arg(size.width()).arg(size.height());
  SCOPED_TRACE(title.toStdString());
  EXPECT_EQ(m_window.size(), size) << "something in it wants more room";
  EXPECT_EQ(clippedTexts(m_window).join(QLatin1Char('\n')).toStdString(), "");
  EXPECT_EQ(widgetsOutside(m_window).join(QLatin1Char('\n')).toStdString(), "");
  const QImage picture = m_window.grab().toImage();
  EXPECT_GT(coloursOf(picture), 30);
  if (!m_pictures.isEmpty()) {
    EXPECT_TRUE(picture.save(QDir(m_pictures).filePath(title + QStringLiteral(".png"))));
  }
}

} // namespace mien::ui::test
