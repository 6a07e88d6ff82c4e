#include "ui/train/train_page.h"

#include "tests/support/run_files.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"
#include "ui/train/progress/train_buttons.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_job.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <fstream>

namespace mien::ui {
namespace {

constexpr int kPatience = 10000; ///< ms

class TrainPageTest : public testing::Test {
protected:
  TrainPageTest() : m_workspace(toQt(m_folder.path())) {}

  std::filesystem::path saved() const { return m_folder.path() / "saved"; }

  static QPushButton* button(const QWidget& widget, const QString& text) {
    for (QPushButton* button : widget.findChildren<QPushButton*>()) {
      if (QString(button->text()).remove(QLatin1Char('&')) == text) {
        return button;
      }
    }
    return nullptr;
  }

  test::TempFolder m_folder;
  Workspace m_workspace;
};

TEST_F(TrainPageTest, OffersDataWhenNoneIsOpen) {
  TrainPage page(m_workspace);
  page.show();
  EXPECT_FALSE(page.buttons().train().isEnabled());
  EXPECT_FALSE(page.buttons().pause().isEnabled());
  EXPECT_FALSE(page.buttons().stop().isEnabled());
  QSignalSpy open(&page, &TrainPage::openRequested);
  QSignalSpy demo(&page, &TrainPage::demoRequested);
  ASSERT_TRUE(button(page, QStringLiteral("Open a Data Set..."))->isVisible());
  button(page, QStringLiteral("Open a Data Set..."))->click();
  button(page, QStringLiteral("Use Demo Data"))->click();
  EXPECT_EQ(open.size(), 1);
  EXPECT_EQ(demo.size(), 1);
  page.train();
  page.trainQuick();
  EXPECT_TRUE(m_workspace.activities().empty()) << "there is nothing to train on";
}

TEST_F(TrainPageTest, AWarningIsNotForTheLogAlone) {
  TrainPage page(m_workspace);
  emit page.job().message(QStringLiteral("started from saved/a/model_best.pth"));
  EXPECT_TRUE(page.banner().title().isEmpty() || page.banner().isHidden());
  emit page.job().message(QStringLiteral("Warning: all 10 images to train on show happiness."));
  EXPECT_FALSE(page.banner().isHidden());
  EXPECT_EQ(page.banner().details(), "all 10 images to train on show happiness.");
  emit page.job().message(QStringLiteral("warning: the second."));
  EXPECT_EQ(page.banner().details(), "all 10 images to train on show happiness.\nthe second.");
}

TEST_F(TrainPageTest, OffersToResumeARunThatWasCutOff) {
  test::makeRun(saved(), "stopped", 1);
  const auto folder = test::makeRun(saved(), "crashed", 2);
  std::ofstream(folder / "training.lock").put(' ');
  TrainPage page(m_workspace);
  page.show();
  ASSERT_TRUE(QTest::qWaitFor([&] { return page.resumeBar().isVisible(); }, kPatience));
  EXPECT_EQ(page.resumeBar().folder(), toQt(folder));
  EXPECT_EQ(page.resumeBar().title(), QStringLiteral("Mien ended while it was training “crashed”."));
  EXPECT_TRUE(page.resumeBar().text().contains(QStringLiteral("after 2 of 3 epochs")))
      << page.resumeBar().text().toStdString();

  QSignalSpy open(&m_workspace, &Workspace::openDatasetRequested);
  button(page.resumeBar(), QStringLiteral("Resume the Run"))->click();
  EXPECT_EQ(open.size(), 1) << "its data set has to be opened first";

  button(page.resumeBar(), QStringLiteral("Not Now"))->click();
  EXPECT_FALSE(page.resumeBar().isVisible());
  EXPECT_FALSE(std::filesystem::exists(folder / "training.lock"));
  QSignalSpy loaded(&page.runs(), &RunsTable::loaded);
  page.runs().reload();
  ASSERT_TRUE(loaded.wait(kPatience));
  EXPECT_FALSE(page.resumeBar().isVisible()) << "it was declined";
}

TEST_F(TrainPageTest, SaysWhatItLearnsFrom) {
  const test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  TrainPage page(m_workspace);
  const auto says = [&page] {
    QStringList texts;
    for (const ElidedLabel* label : page.findChildren<ElidedLabel*>()) {
      texts << label->text();
    }
    return texts.join(QLatin1Char('|'));
  };
  auto dataset = std::make_shared<Dataset>();
  dataset->root = "/data/faces";
  dataset->summary.images = {1234, 56, 7};
  m_workspace.setDataset(dataset);
  EXPECT_TRUE(says().contains(QStringLiteral("On /data/faces: 1,234 images to learn from, 56 to validate with.")))
      << says().toStdString();
  dataset = std::make_shared<Dataset>(*dataset);
  dataset->summary.images = {1, 2, 3};
  m_workspace.setDataset(dataset);
  EXPECT_TRUE(says().contains(QStringLiteral("On /data/faces: 1 image to learn from, 2 to validate with.")))
      << says().toStdString();
}

TEST_F(TrainPageTest, SaysWhyARunCannotBeResumed) {
  const auto folder = test::makeRun(saved(), "finished", 3);
  TrainPage page(m_workspace);
  page.resumeRun(toQt(folder));
  EXPECT_TRUE(page.banner().title().contains(QStringLiteral("finished")));
  page.resumeRun(toQt(saved() / "missing"));
  EXPECT_TRUE(page.banner().title().contains(QStringLiteral("missing")));
}

} // namespace
} // namespace mien::ui
