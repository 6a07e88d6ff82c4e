#include "ui/train/progress/next_steps_bar.h"

#include "tests/support/run_files.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"

#include <QPushButton>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

class NextStepsBarTest : public testing::Test {
protected:
  [[nodiscard]] RunInfo run(int epochs) const { return readRun(test::makeRun(m_folder.path(), "first", epochs, 0.6)); }

  [[nodiscard]] QStringList offered() const {
    QStringList texts;
    for (const QPushButton* button : m_bar.findChildren<QPushButton*>()) {
      if (!button->isHidden()) {
        texts << button->text().remove(u'&');
      }
    }
    return texts;
  }

  void click(const QString& text) {
    for (QPushButton* button : m_bar.findChildren<QPushButton*>()) {
      if (button->text().remove(u'&') == text) {
        button->click();
      }
    }
  }

  mien::test::ScreenLocale m_locale{QLocale::c()};
  test::TempFolder m_folder;
  NextStepsBar m_bar;
};

TEST_F(NextStepsBarTest, AFinishedRunCanBeJudgedAndUsed) {
  m_bar.showRun(run(3), TrainStatus::Finished, false);
  EXPECT_EQ(m_bar.title(), QStringLiteral("“first” is finished."));
  EXPECT_EQ(m_bar.text(),
            QStringLiteral("Its best weights, of epoch 3, are right on 60.0 % of the validation images."));
  EXPECT_EQ(offered(), (QStringList{QStringLiteral("Evaluate"), QStringLiteral("Use It"),
                                    QStringLiteral("Try on a Photo..."), QStringLiteral("Open Folder")}));
  const QString weights = toQt(m_folder.path() / "first" / RunFiles::kBest);
  const QSignalSpy evaluate(&m_bar, &NextStepsBar::evaluateRequested);
  const QSignalSpy use(&m_bar, &NextStepsBar::useRequested);
  const QSignalSpy tries(&m_bar, &NextStepsBar::tryRequested);
  const QSignalSpy folder(&m_bar, &NextStepsBar::folderRequested);
  for (const QString& text : offered()) {
    click(text);
  }
  for (const QSignalSpy* spy : {&evaluate, &use, &tries}) {
    ASSERT_EQ(spy->size(), 1);
    EXPECT_EQ(spy->at(0)[0].toString(), weights);
  }
  ASSERT_EQ(folder.size(), 1);
  EXPECT_EQ(folder[0][0].toString(), toQt(m_folder.path() / "first"));
}

TEST_F(NextStepsBarTest, AStoppedRunCanGoOn) {
  m_bar.showRun(run(2), TrainStatus::Stopped, false);
  EXPECT_EQ(m_bar.title(), QStringLiteral("“first” was stopped after 2 of 3 epochs."));
  EXPECT_EQ(offered().value(0), QStringLiteral("Resume"));
  const QSignalSpy resume(&m_bar, &NextStepsBar::resumeRequested);
  click(QStringLiteral("Resume"));
  ASSERT_EQ(resume.size(), 1);
  EXPECT_EQ(resume[0][0].toString(), toQt(m_folder.path() / "first"));
}

TEST_F(NextStepsBarTest, WithoutAnEpochThereIsNothingToUse) {
  m_bar.showRun(run(0), TrainStatus::Stopped, false);
  EXPECT_EQ(offered(), (QStringList{QStringLiteral("Resume"), QStringLiteral("Open Folder")}));
  EXPECT_TRUE(m_bar.text().isEmpty());
}

TEST_F(NextStepsBarTest, DrawnFacesAreNamed) {
  m_bar.showRun(run(3), TrainStatus::Finished, true);
  EXPECT_TRUE(m_bar.text().contains(QStringLiteral("It learned from drawn faces")));
}

} // namespace
} // namespace mien::ui
