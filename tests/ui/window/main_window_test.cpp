#include "tests/ui/window/window_fixture.h"
#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/models/model_picker.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/window/activity_bar.h"
#include "ui/workspace/export_source.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMenuBar>
#include <QTest>
#include <QToolButton>

namespace mien::ui::test {

namespace {

QAction* findAction(const QWidget& window, const QString& text) {
  for (QAction* action : window.findChildren<QAction*>()) {
    if (action->text().remove(QLatin1Char('&')) == text) {
      return action;
    }
  }
  return nullptr;
}

class MainWindowTest : public WindowFixture {};

TEST_F(MainWindowTest, StartsEmptyAndSaysSo) {
  EXPECT_EQ(m_window->page(), MainWindow::Data);
  EXPECT_EQ(m_window->activityBar().dataText(), "No data set is open");
  EXPECT_EQ(m_window->activityBar().modelText(), "No model is chosen");
  EXPECT_EQ(m_window->activityBar().activityText(), "Ready");
}

TEST_F(MainWindowTest, ShortcutsSwitchPages) {
  m_window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
  const std::pair<Qt::Key, MainWindow::Page> keys[] = {{Qt::Key_5, MainWindow::Live},
                                                       {Qt::Key_2, MainWindow::Train},
                                                       {Qt::Key_4, MainWindow::Predict},
                                                       {Qt::Key_3, MainWindow::Evaluate},
                                                       {Qt::Key_1, MainWindow::Data}};
  for (const auto& [key, page] : keys) {
    QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
    EXPECT_EQ(m_window->page(), page);
  }
}

TEST_F(MainWindowTest, ArrowKeysMoveAlongTheRail) {
  m_window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
  QAbstractButton* first = nullptr;
  for (auto* button : m_window->findChildren<QAbstractButton*>()) {
    if (button->accessibleName() == "Data" && button->isCheckable()) {
      first = button;
    }
  }
  ASSERT_NE(first, nullptr);
  first->setFocus();
  QTest::keyClick(first, Qt::Key_Down);
  EXPECT_EQ(m_window->page(), MainWindow::Train);
  QTest::keyClick(m_window->focusWidget(), Qt::Key_Up);
  QTest::keyClick(m_window->focusWidget(), Qt::Key_Up);
  EXPECT_EQ(m_window->page(), MainWindow::Live);
}

TEST_F(MainWindowTest, EveryMenuEntryHasItsShortcut) {
  const std::pair<const char*, const char*> shortcuts[] = {{"Open Data Set...", "Ctrl+O"},
                                                           {"Open Model...", "Ctrl+Shift+O"},
                                                           {"Open Images or Videos...", "Ctrl+I"},
                                                           {"Export...", "Ctrl+E"},
                                                           {"Quit", "Ctrl+Q"}};
  for (const auto& [text, shortcut] : shortcuts) {
    const QAction* action = findAction(*m_window, QString::fromLatin1(text));
    ASSERT_NE(action, nullptr) << text;
    EXPECT_EQ(action->shortcut().toString(), QString::fromLatin1(shortcut));
  }
}

TEST_F(MainWindowTest, ThemeIsSwitchedAndRemembered) {
  findAction(*m_window, "Dark")->trigger();
  EXPECT_TRUE(Theme::instance().colors().dark);
  EXPECT_TRUE(
      waitFor([this] { return m_window->palette().color(QPalette::Window) == Theme::instance().colors().window; }));
  Theme::instance().setChoice(ThemeChoice::Light);
  const MainWindow second(*m_workspace);
  EXPECT_TRUE(Theme::instance().colors().dark);
  findAction(*m_window, "Light")->trigger();
  EXPECT_FALSE(Theme::instance().colors().dark);
}

TEST_F(MainWindowTest, IconsAreDrawnInTheColoursOfTheTheme) {
  Theme::instance().setChoice(ThemeChoice::Light);
  const QIcon data = icon("data");
  const QImage light = data.pixmap(48, 48).toImage();
  Theme::instance().setChoice(ThemeChoice::Dark);
  const QImage dark = data.pixmap(48, 48).toImage();
  Theme::instance().setChoice(ThemeChoice::Light);
  EXPECT_NE(light, dark);
  EXPECT_FALSE(applicationIcon().pixmap(64, 64).isNull());
}

TEST_F(MainWindowTest, TheOpenPageIsRememberedWithTheWindow) {
  m_window->showPage(MainWindow::Predict);
  m_window->close();
  const MainWindow second(*m_workspace);
  EXPECT_EQ(second.page(), MainWindow::Predict);
}

TEST_F(MainWindowTest, FullScreenEndsWithOneKeyHoweverItBegan) {
  QAction* full = findAction(*m_window, "Full Screen");
  m_window->setWindowState(Qt::WindowFullScreen);
  full->trigger();
  EXPECT_FALSE(m_window->isFullScreen());
  full->trigger();
  EXPECT_TRUE(m_window->isFullScreen());
}

TEST_F(MainWindowTest, FitsIntoASmallScreen) {
  ASSERT_TRUE(openDemoData());
  const QSize least = m_window->minimumSizeHint();
  EXPECT_LE(least.width(), 1024);
  EXPECT_LE(least.height(), 640);
}

TEST_F(MainWindowTest, TheStatusBarSaysWhatRunsAndStopsIt) {
  int stopped = 0;
  const int first = 0;
  m_workspace->setActivity(
      "Training first", 0.5, [&] { ++stopped; }, &first);
  EXPECT_EQ(m_window->activityBar().activityText(), "Training first");
  m_workspace->setActivity("Evaluating", -1, {});
  EXPECT_TRUE(m_window->activityBar().activityText().startsWith("Evaluating (and 1 more"));
  const auto* stop = m_window->activityBar().findChild<QToolButton*>();
  ASSERT_NE(stop, nullptr);
  EXPECT_FALSE(stop->isVisible()) << "what is named cannot be stopped";
  m_workspace->clearActivity();
  EXPECT_TRUE(stop->isVisible());
  for (auto* button : m_window->activityBar().findChildren<QAbstractButton*>()) {
    button->click();
  }
  EXPECT_EQ(stopped, 1);
  m_workspace->clearActivity(&first);
  EXPECT_EQ(m_window->activityBar().activityText(), "Ready");
}

TEST_F(MainWindowTest, ABrokenModelIsReportedInPlace) {
  const auto file = m_folder.write("broken.pth", "this is no model");
  m_window->openModel(toQt(file));
  ASSERT_TRUE(waitFor([this] { return m_window->banner().isVisible(); }));
  EXPECT_TRUE(m_window->banner().title().contains("broken.pth"));
  EXPECT_FALSE(m_window->banner().details().isEmpty());
  EXPECT_TRUE(m_workspace->modelFile().isEmpty());
}

TEST_F(MainWindowTest, ARequestedEvaluationShowsItsPage) {
  emit m_workspace->evaluateRequested("/runs/first/model_best.pth");
  EXPECT_EQ(m_window->page(), MainWindow::Evaluate);
  const auto* bar = m_window->findChild<EvaluateBar*>();
  ASSERT_NE(bar, nullptr);
  EXPECT_EQ(bar->picker().file(), "/runs/first/model_best.pth");
  EXPECT_TRUE(m_workspace->modelFile().isEmpty()) << "to look at a model is not to use it in Predict and Live";
}

} // namespace

} // namespace mien::ui::test
