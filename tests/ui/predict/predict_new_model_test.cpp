// A new model keeps the results of the one before, and says so.
#include "tests/support/stub_classifier.h"
#include "tests/ui/predict/predict_fixture.h"
#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/faces/face_settings_editor.h"
#include "ui/widgets/panels/message_banner.h"

#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

class PredictNewModelTest : public PredictFixture {
protected:
  void useModel(const QString& title, std::vector<std::string> labels = emotionLabels(8)) {
    page().setModel(std::make_shared<SharedClassifier>(
        [labels = std::move(labels)]() -> std::unique_ptr<Classifier> {
          return std::make_unique<mien::test::StubClassifier>(labels);
        },
        title));
  }

  bool analyse(const QStringList& files) {
    dropAll(files);
    return waitFor([this, &files] { return page().entries().rowCount() == files.size() && waitUntilDone(); });
  }

  [[nodiscard]] QString titleOf(int row) const { return entry(row).model()->title(); }
  [[nodiscard]] QString shown(int row, int role) const { return page().entries().index(row).data(role).toString(); }
};

TEST_F(PredictNewModelTest, KeepsTheResultsUntilTheUserAsks) {
  useModel("run-1");
  ASSERT_TRUE(analyse({crop("a.png"), crop("b.png", 4)}));
  const auto before = entry(0).analysis;
  useModel("run-2");
  EXPECT_FALSE(page().job().running());
  EXPECT_EQ(entry(0).analysis, before);
  EXPECT_TRUE(page().outdatedBar().isVisible());
  EXPECT_EQ(page().outdatedBar().title(), "2 results from run-1");
  EXPECT_TRUE(page().outdatedBar().button().text().contains("run-2"));
  EXPECT_TRUE(shown(0, PredictEntryListModel::FacesRole).endsWith("from run-1"));
  EXPECT_TRUE(page().canExport());

  dropAll({crop("c.png", 5)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 3 && state(2) == State::Done; }));
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(titleOf(2), "run-2") << "what is new is for the new model";
  EXPECT_EQ(titleOf(0), "run-1");
  EXPECT_FALSE(shown(2, PredictEntryListModel::FacesRole).contains("run"));

  page().outdatedBar().button().click();
  EXPECT_FALSE(page().outdatedBar().isVisible());
  EXPECT_EQ(state(0), State::Done) << "the old result stays until the new one is there";
  ASSERT_TRUE(waitUntilDone());
  for (int row = 0; row < 3; ++row) {
    EXPECT_EQ(titleOf(row), "run-2");
    EXPECT_EQ(state(row), State::Done);
  }
  EXPECT_TRUE(page().outdatedBar().title().isEmpty());
}

TEST_F(PredictNewModelTest, ShowsAndFiltersResultsInTheClassesOfTheirOwnModel) {
  useModel("eight");
  ASSERT_TRUE(analyse({photo("people.png")}));
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().faceCount() >= 2; }));
  const QString old = shown(0, PredictEntryListModel::ResultRole);
  useModel("two", {"sad", "calm"});
  dropAll({crop("c.png", 5)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 2 && state(1) == State::Done; }));
  EXPECT_EQ(shown(0, PredictEntryListModel::ResultRole), old);
  EXPECT_EQ(page().face().emotionBox().count(), 8) << "the photo is still chosen";
  page().list().choose(entry(1).id);
  EXPECT_EQ(page().face().emotionBox().count(), 2);
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().faceCount() == 1; }));
  page().list().choose(entry(0).id);
  EXPECT_EQ(page().face().emotionBox().count(), 8);
  EXPECT_EQ(page().list().filterBox().itemText(1), "sad") << "the filter is of the model in use";
  EXPECT_EQ(page().entries().index(0).data(PredictEntryListModel::ClassRole).toInt(), -1);
  page().outdatedBar().button().click();
  ASSERT_TRUE(waitFor([this] { return titleOf(0) == "two"; }));
  EXPECT_EQ(page().face().emotionBox().count(), 2);
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().faceCount() >= 2; }));
}

TEST_F(PredictNewModelTest, ABrokenOneLosesNothing) {
  useModel("run-1");
  ASSERT_TRUE(analyse({crop("a.png")}));
  m_workspace->setModelFile(toQt(m_folder.write("broken.pth", "no model")));
  EXPECT_EQ(page().outdatedBar().title(), "1 result from run-1");
  page().outdatedBar().button().click();
  ASSERT_TRUE(waitFor([this] { return page().banner().isVisible(); }));
  EXPECT_TRUE(page().banner().details().contains("broken.pth"));
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Done);
  EXPECT_EQ(titleOf(0), "run-1");
  EXPECT_EQ(page().outdatedBar().title(), "1 result from run-1") << "it is offered again";
}

TEST_F(PredictNewModelTest, WhatWasStoppedBeforeItsTurnKeepsItsResult) {
  useModel("run-1");
  const QString first = crop("0.png");
  QStringList files;
  for (int i = 1; i <= 40; ++i) {
    files << toQt(m_folder.path() / "images" / (std::to_string(i) + ".png"));
    QFile::copy(first, files.last());
  }
  ASSERT_TRUE(analyse(files));
  useSlowModel(20);
  page().outdatedBar().button().click();
  ASSERT_TRUE(waitFor([this] { return titleOf(0).isEmpty(); }));
  m_workspace->activities().back().stop();
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(39), State::Done);
  EXPECT_EQ(titleOf(39), "run-1");
  EXPECT_TRUE(page().outdatedBar().title().endsWith("results from run-1"));
  EXPECT_TRUE(page().entries().waiting(FaceMode::Auto).isEmpty());
}

TEST_F(PredictNewModelTest, AFileThatIsGoneKeepsItsResultAndSaysSo) {
  useModel("run-1");
  const QString file = crop("a.png");
  ASSERT_TRUE(analyse({file}));
  useModel("run-2");
  QFile::remove(file);
  page().outdatedBar().button().click();
  ASSERT_TRUE(waitFor([this] { return page().image().notice().contains("could not be analysed again"); }));
  EXPECT_EQ(state(0), State::Done);
  EXPECT_EQ(titleOf(0), "run-1");
}

TEST_F(PredictNewModelTest, SettingsDoNotBringItToOldResults) {
  useModel("run-1");
  ASSERT_TRUE(analyse({photo("people.png")}));
  useModel("run-2");
  page().settingsRow().faces().minFaceSide().setValue(2000);
  QTest::qWait(600);
  EXPECT_TRUE(waitUntilDone());
  EXPECT_EQ(titleOf(0), "run-1");
  EXPECT_EQ(state(0), State::Done);
}

TEST_F(PredictNewModelTest, WithoutAModelTheResultsStay) {
  useModel("run-1");
  ASSERT_TRUE(analyse({crop("a.png")}));
  page().setModel(nullptr);
  EXPECT_EQ(state(0), State::Done);
  EXPECT_TRUE(page().outdatedBar().title().isEmpty()) << "there is nothing to analyse it again with";
  EXPECT_TRUE(page().canExport());
}

} // namespace
} // namespace mien::ui::test
