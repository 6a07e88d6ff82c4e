#include "core/model/default_model.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/jobs/train_job.h"
#include "ui/pages/data/welcome_panel.h"
#include "ui/pages/data_page.h"
#include "ui/pages/train_page.h"
#include "ui/support/text.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/activity_bar.h"
#include "ui/window/dataset_opener.h"
#include "ui/window/dropped_path.h"
#include "ui/window/recent_paths.h"

#include <QAbstractButton>
#include <QDir>
#include <QMenu>

namespace mien::ui::test {

namespace {

class OpenTest : public WindowFixture {};

TEST_F(OpenTest, DroppingADataFolderOpensIt) {
  m_window->showPage(MainWindow::Live);
  drop(demoFolder());
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  EXPECT_EQ(m_window->page(), MainWindow::Data);
  EXPECT_EQ(m_window->activityBar().dataText(), "demo, 240 images");
  EXPECT_TRUE(m_workspace->activities().empty());
  EXPECT_FALSE(m_window->dataPage().findChild<WelcomePanel*>()->isVisible());
}

TEST_F(OpenTest, ABrokenFolderIsReportedInPlaceAndTheOldDataStay) {
  ASSERT_TRUE(openDemoData());
  m_folder.write("broken/notes.txt", "nothing here");
  m_window->showPage(MainWindow::Train);
  drop(toQt(m_folder.path() / "broken"));
  ASSERT_TRUE(waitFor([this] { return m_window->dataPage().banner().isVisible(); }));
  EXPECT_EQ(m_window->page(), MainWindow::Data);
  EXPECT_TRUE(m_window->dataPage().banner().title().contains("broken"));
  EXPECT_TRUE(m_window->dataPage().banner().details().contains("FER2013Train"));
  EXPECT_NE(m_workspace->dataset(), nullptr);
  EXPECT_TRUE(m_workspace->activities().empty());
  ASSERT_NE(m_window->activityBar().dataText(), "No data set is open");
}

TEST_F(OpenTest, TheNextDataSetClearsTheMessage) {
  m_window->openDataset(toQt(m_folder.path() / "missing"));
  ASSERT_TRUE(waitFor([this] { return m_window->dataPage().banner().isVisible(); }));
  ASSERT_TRUE(openDemoData());
  EXPECT_FALSE(m_window->dataPage().banner().isVisible());
}

TEST_F(OpenTest, DemoDataAreMadeOnceAndLeadToTraining) {
  const auto buttons = m_window->dataPage().findChild<WelcomePanel*>()->findChildren<QAbstractButton*>();
  ASSERT_EQ(buttons.size(), 2);
  m_window->findChild<DatasetOpener*>()->setDemoOptions({.trainImages = 160, .validImages = 40, .testImages = 40});
  buttons[0]->click();
  EXPECT_FALSE(m_workspace->activities().empty());
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  EXPECT_EQ(m_workspace->dataset()->samples.size(), 240U);
  EXPECT_EQ(m_window->page(), MainWindow::Train);
  EXPECT_TRUE(m_window->trainPage().job().running());
  EXPECT_EQ(QDir(toQt(m_folder.path() / "data")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList("demo"));
}

TEST_F(OpenTest, TheLastSessionIsOpenedAgain) {
  ASSERT_TRUE(openDemoData());
  m_window->close();
  Workspace workspace(toQt(m_folder.path()));
  MainWindow second(workspace);
  second.openLastSession();
  EXPECT_TRUE(waitFor([&workspace] { return workspace.dataset() != nullptr; }));
}

TEST_F(OpenTest, TheFirstStartHasTheModelThatMienComesWith) {
  const auto own = findDefaultModel();
  ASSERT_TRUE(own.has_value());
  m_window->openLastSession();
  ASSERT_TRUE(waitFor([this] { return !m_workspace->modelFile().isEmpty(); }));
  EXPECT_EQ(m_workspace->modelFile(), toQt(*own));
  EXPECT_EQ(m_window->activityBar().modelText(), "Mien's own model");
}

TEST_F(OpenTest, WhatIsDroppedIsRecognized) {
  using Kind = DroppedPath::Kind;
  const QString table = toQt(m_folder.write("kaggle/fer2013.csv", ""));
  const QString model = toQt(m_folder.write("run/model_best.pth", ""));
  const QString notes = toQt(m_folder.write("notes.txt", ""));
  EXPECT_EQ(recognize(table).kind, Kind::Dataset);
  EXPECT_TRUE(recognize(table).path.endsWith("/kaggle"));
  EXPECT_EQ(recognize(model).kind, Kind::Model);
  EXPECT_EQ(recognize(toQt(m_folder.path() / "run")).path, model);
  EXPECT_EQ(recognize(notes).kind, Kind::Unknown);
  const QString picture = toQt(m_folder.write("holiday/one.jpg", ""));
  EXPECT_EQ(recognize(picture).kind, Kind::Images);
  EXPECT_EQ(recognize(toQt(m_folder.path() / "holiday")).kind, Kind::Images) << "photos that are no data set";
  m_folder.write("faces/train/anger/one.jpg", "");
  m_folder.write("faces/one.jpg", "");
  EXPECT_EQ(recognize(toQt(m_folder.path() / "faces")).kind, Kind::Dataset);
  EXPECT_EQ(recognize(toQt(m_folder.write("film.mp4", ""))).kind, Kind::Images) << "for the Predict page";
  EXPECT_EQ(recognize("/does/not/exist").kind, Kind::Unknown);
}

TEST_F(OpenTest, RecentPathsAreFewAndTheNewestFirst) {
  RecentPaths recent("recent/test");
  for (int i = 0; i < 12; ++i) {
    recent.add(QString("/data/%1").arg(i));
  }
  recent.add("/data/7");
  EXPECT_EQ(recent.paths().size(), 8);
  EXPECT_EQ(recent.paths().first(), "/data/7");
  EXPECT_EQ(recent.paths().count("/data/7"), 1);
  QMenu menu;
  recent.fill(&menu);
  QString chosen;
  QObject::connect(&recent, &RecentPaths::chosen, [&chosen](const QString& path) { chosen = path; });
  menu.actions().first()->trigger();
  EXPECT_EQ(chosen, "/data/7");
}

} // namespace

} // namespace mien::ui::test
