#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/demo/demo_data.h"
#include "core/train/run_list.h"
#include "core/train/run_lock.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"
#include "ui/charts/curve_chart.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/train_form.h"
#include "ui/train/progress/next_steps_bar.h"
#include "ui/train/progress/train_buttons.h"
#include "ui/train/progress/train_charts.h"
#include "ui/train/progress/training_time_estimate.h"
#include "ui/train/progress/training_view.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_job.h"
#include "ui/train/train_page.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace mien::ui {
namespace {

namespace fs = std::filesystem;

constexpr int kPatience = 120000; ///< ms

/// Real trainings of the real network on 64 drawn faces.
class Training : public testing::Test {
protected:
  static void SetUpTestSuite() {
    s_folder = new test::TempFolder;
    writeDemoData(s_folder->path() / "data", {.trainImages = 64, .validImages = 10, .testImages = 2, .seed = 3});
    s_dataset = std::make_shared<const Dataset>(loadDataset(s_folder->path() / "data"));
  }
  static void TearDownTestSuite() {
    s_dataset.reset();
    delete s_folder;
  }

  Training() : m_workspace(toQt(m_folder.path())), m_page(std::make_unique<TrainPage>(m_workspace)) {
    m_workspace.setDataset(s_dataset);
    m_page->show();
  }

  static TrainConfig config(int epochs) {
    TrainConfig c;
    c.name = "test";
    c.batch = 8;
    c.sizes = {{48, epochs}};
    return c;
  }

  fs::path run() const { return m_folder.path() / "saved" / "test"; }
  CurveChart& loss() const { return m_page->view().charts().loss(); }
  int batchPoints() const { return loss().pointCount(TrainCharts::Batches); }

  void startAndWaitForPoints(int epochs) {
    m_page->form().setConfig(config(epochs));
    m_page->buttons().train().click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return batchPoints() >= 2; }, kPatience));
  }

  /// Presses a button of the question that is about to be asked.
  static void answer(QMessageBox::StandardButton button, QString& asked) {
    QTimer::singleShot(0, qApp, [button, &asked] {
      if (auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
        asked = question->text();
        question->button(button)->click();
      }
    });
  }

  bool waitForEnd() {
    return QTest::qWaitFor([this] { return !m_page->job().running(); }, kPatience);
  }

  static test::TempFolder* s_folder;
  static std::shared_ptr<const Dataset> s_dataset;
  test::TempFolder m_folder;
  Workspace m_workspace;
  std::unique_ptr<TrainPage> m_page;
};

test::TempFolder* Training::s_folder = nullptr;
std::shared_ptr<const Dataset> Training::s_dataset;

TEST_F(Training, StartsPausesStopsAndResumes) {
  QSignalSpy epochs(&m_page->job(), &TrainJob::epoch);
  startAndWaitForPoints(2);
  TrainButtons& buttons = m_page->buttons();
  EXPECT_FALSE(buttons.train().isEnabled());
  EXPECT_TRUE(buttons.stop().isEnabled());
  ASSERT_EQ(m_workspace.activities().size(), 1U);
  EXPECT_GT(m_workspace.activities().front().fraction, 0);

  buttons.pause().click();
  EXPECT_TRUE(m_page->job().paused());
  QTest::qWait(1500); // the step that was under way, and what was still to be delivered
  const int atPause = batchPoints();
  QTest::qWait(1000);
  EXPECT_EQ(batchPoints(), atPause) << "it is paused";
  buttons.pause().click();
  EXPECT_FALSE(m_page->job().paused());
  ASSERT_TRUE(QTest::qWaitFor([&] { return batchPoints() > atPause; }, kPatience));

  buttons.stop().click();
  EXPECT_FALSE(buttons.stop().isEnabled());
  ASSERT_TRUE(waitForEnd());
  EXPECT_TRUE(m_workspace.activities().empty());
  EXPECT_TRUE(buttons.train().isEnabled());
  EXPECT_TRUE(fs::exists(run() / RunFiles::kCheckpoint));
  EXPECT_TRUE(readRun(run()).resumable);
  EXPECT_FALSE(RunLock::wasCutOff(run())) << "an orderly stop";
  EXPECT_TRUE(m_page->nextSteps().title().contains(QStringLiteral("was stopped after")));

  m_page->resumeRun(toQt(run()));
  ASSERT_TRUE(waitForEnd());
  EXPECT_NE(m_page->banner().title(), QStringLiteral("The training has failed."));
  EXPECT_TRUE(readRun(run()).finished);
  EXPECT_EQ(loss().pointCount(TrainCharts::Valid), 2);
  EXPECT_TRUE(m_workspace.modelFile().isEmpty()) << "a model is in use when the user says so";
  EXPECT_TRUE(m_page->nextSteps().title().contains(QStringLiteral("is finished")));
  const QSignalSpy opens(&m_workspace, &Workspace::openModelRequested);
  emit m_page->nextSteps().useRequested(toQt(run() / RunFiles::kBest));
  EXPECT_EQ(opens.size(), 1);
  ASSERT_TRUE(QTest::qWaitFor(
      [this] {
        const auto& runs = m_page->runs().runsModel().runs();
        return runs.size() == 1 && runs.front().info.finished && !runs.front().training;
      },
      kPatience));
}

TEST_F(Training, StopsWhilePaused) {
  startAndWaitForPoints(5);
  m_page->pauseOrResume();
  QTest::qWait(300);
  m_page->stop();
  ASSERT_TRUE(waitForEnd());
  EXPECT_TRUE(fs::exists(run() / RunFiles::kCheckpoint));
}

TEST_F(Training, ClosingStopsWithACheckpoint) {
  startAndWaitForPoints(50);
  m_page.reset();
  EXPECT_TRUE(fs::exists(run() / RunFiles::kCheckpoint));
  EXPECT_TRUE(readRun(run()).resumable);
  EXPECT_FALSE(RunLock::isHeld(run()));
  EXPECT_TRUE(m_workspace.activities().empty());
  QTest::qWait(100); // nothing arrives any more
}

TEST_F(Training, SaysWhatIsWrongWithTheData) {
  class BrokenStore : public ImageStore {
  public:
    [[nodiscard]] int side() const override { return 48; }
    [[nodiscard]] bool read(std::size_t, std::span<std::uint8_t>) const override { return false; }
    [[nodiscard]] bool inMemory() const override { return false; }
  };
  auto broken = std::make_shared<Dataset>(*s_dataset);
  broken->images = std::make_shared<BrokenStore>();
  m_workspace.setDataset(broken);
  m_page->form().setConfig(config(1));
  QSignalSpy failed(&m_page->job(), &TrainJob::failed);
  m_page->train();
  ASSERT_TRUE(failed.wait(kPatience));
  EXPECT_FALSE(m_page->banner().title().isEmpty());
  EXPECT_TRUE(m_page->banner().details().contains(toQt(s_dataset->root)));
  EXPECT_TRUE(m_page->buttons().train().isEnabled());
  EXPECT_TRUE(m_workspace.activities().empty());
}

TEST_F(Training, AsksBeforeARunGoesOnWithOtherImages) {
  startAndWaitForPoints(3);
  m_page->stop();
  ASSERT_TRUE(waitForEnd());
  auto changed = std::make_shared<Dataset>(*s_dataset);
  const auto last = std::ranges::find(changed->samples, Split::Train, &Sample::split);
  last->votes = {};
  last->votes[3] = 10;
  last->votes[4] = 1;
  m_workspace.setDataset(changed);

  const std::string checkpoint = readFile(run() / RunFiles::kCheckpoint);
  QString asked;
  answer(QMessageBox::Cancel, asked);
  m_page->resumeRun(toQt(run()));
  EXPECT_TRUE(asked.contains(QStringLiteral("test")) && asked.contains(QStringLiteral("1 has another label")))
      << asked.toStdString();
  EXPECT_FALSE(m_page->job().running());
  EXPECT_EQ(readFile(run() / RunFiles::kCheckpoint), checkpoint);

  asked.clear();
  answer(QMessageBox::Yes, asked);
  m_page->resumeRun(toQt(run()));
  EXPECT_FALSE(asked.isEmpty());
  ASSERT_TRUE(waitForEnd());
  EXPECT_TRUE(readRun(run()).finished) << m_page->banner().details().toStdString();
}

TEST_F(Training, GoesOnWhereTheDataHasMoved) {
  startAndWaitForPoints(3);
  m_page->stop();
  ASSERT_TRUE(waitForEnd());
  auto moved = std::make_shared<Dataset>(*s_dataset);
  moved->root = m_folder.path() / "elsewhere";
  m_workspace.setDataset(moved);
  QSignalSpy open(&m_workspace, &Workspace::openDatasetRequested);
  m_page->resumeRun(toQt(run()));
  EXPECT_TRUE(open.isEmpty()) << "these are its images";
  ASSERT_TRUE(waitForEnd());
  EXPECT_TRUE(readRun(run()).finished) << m_page->banner().details().toStdString();
}

TEST_F(Training, TwoWindowsThatStartAtOnceTakeTwoNames) {
  Workspace workspace(toQt(m_folder.path()));
  workspace.setDataset(s_dataset);
  TrainPage other(workspace);
  TrainConfig unnamed = config(50);
  unnamed.name.clear();
  unnamed.batch = 4; // the machine's cores do for both
  unnamed.replicas = 1;
  for (TrainPage* page : {m_page.get(), &other}) {
    page->form().setConfig(unnamed);
    page->train();
  }
  const fs::path saved = m_folder.path() / "saved";
  EXPECT_TRUE(fs::is_directory(saved / "run-1"));
  EXPECT_TRUE(fs::is_directory(saved / "run-2"));
  ASSERT_TRUE(QTest::qWaitFor(
      [&] {
        return fs::exists(saved / "run-1" / RunFiles::kConfig) && fs::exists(saved / "run-2" / RunFiles::kConfig);
      },
      kPatience));
  EXPECT_EQ(std::distance(fs::directory_iterator(saved), {}), 2);
  EXPECT_TRUE(m_page->job().running() && other.job().running());
  m_page->stop();
  other.stop();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !m_page->job().running() && !other.job().running(); }, kPatience));
}

TEST_F(Training, ARefusedStartLeavesNoFolder) {
  auto untaught = std::make_shared<Dataset>(*s_dataset);
  std::erase_if(untaught->samples, [](const Sample& sample) { return sample.split == Split::Train; });
  TrainConfig unnamed = config(1);
  unnamed.name.clear();
  TrainConfig wrong = unnamed;
  wrong.init = (m_folder.path() / "nothing.pth").string();
  for (const auto& [dataset, settings] :
       {std::pair(std::shared_ptr<const Dataset>(untaught), unnamed), std::pair(s_dataset, wrong)}) {
    m_workspace.setDataset(dataset);
    m_page->form().setConfig(settings);
    QSignalSpy failed(&m_page->job(), &TrainJob::failed);
    m_page->train();
    ASSERT_TRUE(failed.size() > 0 || failed.wait(kPatience));
    EXPECT_FALSE(m_page->banner().details().isEmpty());
    EXPECT_TRUE(fs::is_empty(m_folder.path() / "saved"));
  }
}

TEST_F(Training, SaysWhereNoRunCanBeSaved) {
  m_folder.write("saved", "a file where the folder should be");
  TrainConfig unnamed = config(1);
  unnamed.name.clear();
  m_page->form().setConfig(unnamed);
  m_page->train();
  EXPECT_FALSE(m_page->job().running());
  EXPECT_TRUE(m_page->banner().details().contains(QStringLiteral("saved"))) << m_page->banner().details().toStdString();
  EXPECT_TRUE(m_workspace.activities().empty());
  EXPECT_TRUE(m_page->buttons().train().isEnabled());
}

TEST_F(Training, LeavesARunAloneThatAnotherProcessTrains) {
  fs::create_directories(run());
  const RunLock other(run());
  m_page->form().setConfig(config(1));
  m_page->train();
  ASSERT_TRUE(waitForEnd());
  EXPECT_FALSE(m_page->banner().details().isEmpty());
  EXPECT_FALSE(fs::exists(run() / RunFiles::kConfig));
}

TEST_F(Training, MeasuresTheTimeOfAnEpoch) {
  m_page->form().setConfig(config(3));
  const QString before = m_page->estimate().text();
  m_page->estimate().measure();
  EXPECT_EQ(m_workspace.activities().size(), 1U);
  ASSERT_TRUE(QTest::qWaitFor([this] { return !m_page->estimate().running(); }, kPatience));
  EXPECT_TRUE(m_workspace.activities().empty());
  EXPECT_TRUE(m_page->estimate().text().contains(QStringLiteral("48 px"))) << m_page->estimate().text().toStdString();
  EXPECT_NE(m_page->estimate().text(), before);

  const QString measured = m_page->estimate().text();
  m_page->form().setConfig(config(5));
  EXPECT_NE(m_page->estimate().text(), measured) << "more epochs take longer, without measuring again";
  EXPECT_TRUE(m_page->estimate().text().contains(QStringLiteral("48 px")));
  const QString again = m_page->estimate().text();
  // Whatever changes the pace makes the estimate void, each by itself.
  const std::vector<std::function<void(TrainConfig&)>> changes{
      [](TrainConfig& c) {
        c.sizes = {{64, 1}};
      },
      [](TrainConfig& c) { c.batch = c.batch == 8 ? 12 : 8; },
      [](TrainConfig& c) { c.replicas = c.replicas == 1 ? 2 : 1; },
      [](TrainConfig& c) { c.head = HeadKind::Mlp; },
      [](TrainConfig& c) { c.optimizer = OptimizerKind::Sgd; },
      [](TrainConfig& c) { c.labels = LabelPolicy::Majority; },
      [](TrainConfig& c) { c.classes = 7; },
      [](TrainConfig& c) { c.ema = c.ema > 0 ? 0 : 0.9; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    TrainConfig other = config(5);
    changes[i](other);
    m_page->form().setConfig(other);
    EXPECT_FALSE(m_page->estimate().text().contains(QStringLiteral(" px"))) << "change " << i;
    m_page->form().setConfig(config(5));
    EXPECT_EQ(m_page->estimate().text(), again) << "change " << i << " taken back";
  }
  EXPECT_FALSE(fs::exists(m_folder.path() / "saved"));
}

} // namespace
} // namespace mien::ui
