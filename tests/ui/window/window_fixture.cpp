#include "tests/ui/window/window_fixture.h"

#include "core/demo/demo_data.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QSettings>
#include <QTest>
#include <QUrl>

namespace mien::ui::test {

QString demoFolder() {
  static const mien::test::TempFolder folder;
  const std::filesystem::path demo = folder.path() / "demo";
  if (!std::filesystem::exists(demo)) {
    writeDemoData(demo, {.trainImages = 160, .validImages = 40, .testImages = 40});
  }
  return toQt(demo);
}

bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 60'000); }

WindowFixture::WindowFixture() {
  QCoreApplication::setOrganizationName(QStringLiteral("MienTest"));
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, toQt(m_folder.path() / "settings"));
  QSettings().clear();
  m_workspace = std::make_unique<Workspace>(toQt(m_folder.path()));
  m_window = std::make_unique<MainWindow>(*m_workspace);
  m_window->show();
  EXPECT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
}

WindowFixture::~WindowFixture() = default;

bool WindowFixture::openDemoData() {
  m_window->openDataset(demoFolder());
  return waitFor([this] { return m_workspace->dataset() != nullptr; });
}

void WindowFixture::drop(const QString& path) {
  QMimeData dragged;
  dragged.setUrls({QUrl::fromLocalFile(path)});
  const QPoint place = m_window->rect().center();
  QDragEnterEvent enter(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &enter);
  QDropEvent event(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &event);
}

} // namespace mien::ui::test
