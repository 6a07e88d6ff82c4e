#include "core/model/default_model.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/data/data_page.h"
#include "ui/data/opening/loading_panel.h"
#include "ui/data/opening/welcome_panel.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/train/train_job.h"
#include "ui/train/train_page.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/window/activity_bar.h"
#include "ui/workspace/dataset_opener.h"
#include "ui/workspace/dropped_path.h"
#include "ui/workspace/recent_paths.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

namespace mien::ui::test {

namespace {

constexpr DemoDataOptions kLongDrawing{.trainImages = 100'000, .validImages = 10, .testImages = 10};

class OpenTest : public WindowFixture {
protected:
  DatasetOpener& opener() { return *m_window->findChild<DatasetOpener*>(); }

  /// True when the drawing has got somewhere.
  bool beginLongDrawing() {
    opener().setDemoOptions(kLongDrawing);
    const QSignalSpy progress(&opener(), &DatasetOpener::progress);
    m_window->showPage(MainWindow::Train);
    emit m_window->trainPage().demoRequested();
    return waitFor([&progress] { return !progress.isEmpty(); });
  }

  [[nodiscard]] QStringList dataFolders() const {
    return QDir(m_workspace->dataFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
  }
};

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
  EXPECT_TRUE(m_window->dataPage().banner().details().contains("label.csv"));
  EXPECT_NE(m_workspace->dataset(), nullptr);
  EXPECT_TRUE(m_workspace->activities().empty());
  ASSERT_NE(m_window->activityBar().dataText(), "No data set is open");
}

TEST_F(OpenTest, ADataSetThatIsGoneLeavesTheRecentOnes) {
  ASSERT_TRUE(openDemoData());
  const QString folder = toQt(m_workspace->dataset()->root);
  ASSERT_TRUE(RecentPaths("recent/data").paths().contains(folder));
  std::filesystem::remove_all(toPath(folder));
  m_window->openDataset(folder);
  ASSERT_TRUE(waitFor([this] { return m_window->dataPage().banner().isVisible(); }));
  EXPECT_FALSE(RecentPaths("recent/data").paths().contains(folder));
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
  opener().setDemoOptions({.trainImages = 160, .validImages = 40, .testImages = 40});
  buttons[0]->click();
  EXPECT_FALSE(m_workspace->activities().empty());
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  EXPECT_EQ(m_workspace->dataset()->samples.size(), 240U);
  EXPECT_EQ(m_window->page(), MainWindow::Train);
  EXPECT_TRUE(m_window->trainPage().job().running());
  EXPECT_EQ(dataFolders(), QStringList("demo"));
}

TEST_F(OpenTest, DrawingDemoDataSaysHowFarItIsAndCanBeCancelled) {
  ASSERT_TRUE(beginLongDrawing());
  EXPECT_EQ(m_window->page(), MainWindow::Data);
  auto& panel = *m_window->dataPage().findChild<LoadingPanel*>();
  EXPECT_TRUE(panel.isVisible());
  EXPECT_GT(panel.findChild<QProgressBar*>()->maximum(), 0);
  ASSERT_EQ(m_workspace->activities().size(), 1U);
  EXPECT_GT(m_workspace->activities().front().fraction, 0);
  panel.findChild<QPushButton*>()->click();
  ASSERT_TRUE(waitFor([this] { return m_workspace->activities().empty(); }));
  EXPECT_TRUE(m_window->dataPage().findChild<WelcomePanel*>()->isVisible());
  EXPECT_EQ(m_workspace->dataset(), nullptr);
  EXPECT_EQ(dataFolders(), QStringList());
}

TEST_F(OpenTest, ClosingTheWindowEndsTheDrawing) {
  ASSERT_TRUE(beginLongDrawing());
  EXPECT_FALSE(m_window->close());
  auto* question = m_window->findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  emit question->accepted();
  EXPECT_TRUE(waitFor([this] { return !m_window->isVisible(); }));
  EXPECT_EQ(dataFolders(), QStringList());
}

TEST_F(OpenTest, AskingForDemoDataAgainGoesOnWithTheDrawing) {
  ASSERT_TRUE(beginLongDrawing());
  const double before = m_workspace->activities().front().fraction;
  emit m_window->dataPage().demoRequested();
  ASSERT_EQ(m_workspace->activities().size(), 1U);
  EXPECT_GE(m_workspace->activities().front().fraction, before);
}

TEST_F(OpenTest, AnotherDataSetEndsTheDrawing) {
  ASSERT_TRUE(beginLongDrawing());
  ASSERT_TRUE(openDemoData());
  EXPECT_EQ(m_window->activityBar().dataText(), "demo, 240 images");
  EXPECT_EQ(m_window->page(), MainWindow::Data) << "it was not asked for training";
}

TEST_F(OpenTest, DemoDataReplaceADataSetThatIsBeingRead) {
  opener().setDemoOptions({.trainImages = 40, .validImages = 10, .testImages = 10});
  const QSignalSpy opened(&opener(), &DatasetOpener::opened);
  m_window->openDataset(demoFolder());
  emit m_window->dataPage().demoRequested();
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  EXPECT_EQ(m_workspace->dataset()->samples.size(), 60U);
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened[0][0].toString(), QDir(m_workspace->dataFolder()).filePath("demo"));
}

TEST_F(OpenTest, TheLastSessionIsOpenedAgain) {
  ASSERT_TRUE(openDemoData());
  m_window->close();
  Workspace workspace(toQt(m_folder.path()));
  MainWindow second(workspace);
  second.reopenLastDataAndModel();
  EXPECT_TRUE(waitFor([&workspace] { return workspace.dataset() != nullptr; }));
}

TEST_F(OpenTest, TheFirstStartHasTheModelThatMienComesWith) {
  const auto own = findDefaultModel();
  ASSERT_TRUE(own.has_value());
  m_window->reopenLastDataAndModel();
  ASSERT_TRUE(waitFor([this] { return !m_workspace->modelFile().isEmpty(); }));
  EXPECT_EQ(m_workspace->modelFile(), toQt(*own));
  EXPECT_EQ(m_window->activityBar().modelText(), "Mien's own model");
}

TEST_F(OpenTest, WhatIsDroppedIsRecognized) {
  using Kind = DroppedPath::Kind;
  const QString table = toQt(m_folder.write("kaggle/fer2013.csv", ""));
  const QString model = toQt(m_folder.write("run/model_best.pth", ""));
  const QString notes = toQt(m_folder.write("notes.txt", ""));
  EXPECT_EQ(classifyPath(table).kind, Kind::Dataset);
  EXPECT_EQ(classifyPath(table).path, table);
  EXPECT_FALSE(isPlainFolder(table)) << "a table is no folder of photos";
  const QString list = toQt(m_folder.write("lists/train.txt", "a.jpg happy\nb.jpg sad\n"));
  EXPECT_EQ(classifyPath(list).kind, Kind::Dataset);
  for (const char* folder :
       {"one/training_set/a/b.png", "two/Validation/a/b.png", "three/Happy faces/b.png", "four/FER2013Test/b.png"}) {
    m_folder.write(folder, "");
    m_folder.write(std::string(folder).substr(0, std::string(folder).find('/')) + "/cover.png", "");
    EXPECT_EQ(classifyPath(toQt(m_folder.path() / std::string(folder).substr(0, std::string(folder).find('/')))).kind,
              Kind::Dataset)
        << folder;
  }
  EXPECT_EQ(classifyPath(model).kind, Kind::Model);
  EXPECT_EQ(classifyPath(toQt(m_folder.path() / "run")).path, model);
  EXPECT_EQ(classifyPath(notes).kind, Kind::Unknown);
  const QString picture = toQt(m_folder.write("holiday/one.jpg", "\xFF\xD8\xFF\xE0"));
  EXPECT_EQ(classifyPath(picture).kind, Kind::Images);
  EXPECT_EQ(classifyPath(toQt(m_folder.path() / "holiday")).kind, Kind::Images) << "photos that are no data set";
  m_folder.write("faces/train/anger/one.jpg", "");
  m_folder.write("faces/one.jpg", "");
  EXPECT_EQ(classifyPath(toQt(m_folder.path() / "faces")).kind, Kind::Dataset);
  EXPECT_EQ(classifyPath(toQt(m_folder.write("film.mp4", "FLV\x01"))).kind, Kind::Images) << "for the Predict page";
  EXPECT_EQ(classifyPath("/does/not/exist").kind, Kind::Unknown);
}

TEST_F(OpenTest, WeightsThatCannotBeUsedAreSaidAndTheOldModelStays) {
  const auto own = findDefaultModel();
  ASSERT_TRUE(own.has_value());
  m_window->openModel(toQt(*own));
  ASSERT_TRUE(waitFor([this] { return !m_workspace->modelFile().isEmpty(); }));
  const std::vector<std::pair<std::string, std::string>> useless{
      {"pointer.pth", "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 22145884\n"},
      {"page.pt", "<!DOCTYPE html><html><body>Not Found</body></html>"},
      {"empty.safetensors", ""},
      {"cut.pth", std::string("PK\x03\x04", 4) + std::string(100, '\0')},
      {"pickled.ckpt", std::string("\x80\x02}q\0.", 6)},
      {"hdf.bin", std::string("\x89HDF\r\n\x1a\n", 8) + std::string(100, '\0')},
      {"new\nline.pth", "no weights"}};
  for (const auto& [name, content] : useless) {
    drop(toQt(m_folder.write("weights/" + name, content)));
    const QString shown = pathText(std::filesystem::path(name));
    ASSERT_TRUE(waitFor([&] { return m_window->banner().title().contains(shown); })) << name;
    EXPECT_TRUE(m_window->banner().isVisible());
    EXPECT_EQ(m_workspace->modelFile(), toQt(*own)) << name;
    EXPECT_EQ(m_window->activityBar().modelText(), "Mien's own model");
    EXPECT_TRUE(m_window->banner().details().contains(shown)) << m_window->banner().details().toStdString();
    EXPECT_FALSE(RecentPaths("recent/models").paths().contains(toQt(m_folder.path() / "weights" / name)));
  }
}

TEST_F(OpenTest, ADataSetWithAnOddNameIsShownEscaped) {
  const std::filesystem::path odd = m_folder.path() / "line\nbreak & <b>100%1"; // a closing tag has a slash
  std::filesystem::copy(toPath(demoFolder()), odd, std::filesystem::copy_options::recursive);
  m_window->openDataset(toQt(odd));
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  EXPECT_EQ(m_window->activityBar().dataText(), "line\\nbreak & <b>100%1, 240 images");
  for (const auto* label : m_window->findChildren<QLabel*>()) {
    EXPECT_FALSE(label->text().contains("line\nbreak")) << label->text().toStdString();
  }
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
