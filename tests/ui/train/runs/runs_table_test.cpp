#include "ui/train/runs/runs_table.h"

#include "core/common/files/atomic_file.h"
#include "core/train/run_lock.h"
#include "core/train/trainer.h"
#include "tests/support/run_files.h"
#include "tests/support/temp_folder.h"
#include "ui/charts/curve_chart.h"
#include "ui/text/qt_strings.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_charts.h"
#include "ui/workspace/workspace.h"

#include <QAction>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

namespace fs = std::filesystem;

constexpr int kPatience = 10000; ///< ms

class RunsTableTest : public testing::Test {
protected:
  RunsTableTest() : m_workspace(toQt(m_folder.path())) {}

  fs::path saved() const { return m_folder.path() / "saved"; }
  QString folder(const char* name) const { return toQt(saved() / name); }

  /// Reads the folder and waits for it.
  static void load(RunsTable& table) {
    QSignalSpy loaded(&table, &RunsTable::loaded);
    table.reload();
    ASSERT_TRUE(loaded.wait(kPatience));
  }

  static int rowOf(const RunsTable& table, const QString& folder) {
    for (int row = 0; row < table.runsModel().rowCount(); ++row) {
      if (table.runsModel().run(row).folder() == folder) {
        return row;
      }
    }
    return -1;
  }

  static QAction* action(RunsTable& table, const QString& text) {
    for (QAction* action : table.findChildren<QAction*>()) {
      if (QString(action->text()).remove(QLatin1Char('&')) == text) {
        return action;
      }
    }
    return nullptr;
  }

  test::TempFolder m_folder;
  Workspace m_workspace;
};

TEST_F(RunsTableTest, AChangeWhileItReadsIsReadToo) {
  RunsTable table(m_workspace); // reads
  const QSignalSpy loaded(&table, &RunsTable::loaded);
  test::makeRun(saved(), "late", 1, 0.4);
  table.reload();
  ASSERT_TRUE(QTest::qWaitFor([&] { return loaded.count() > 0; }, kPatience));
  EXPECT_EQ(table.runsModel().rowCount(), 1);
}

TEST_F(RunsTableTest, ShowsRunsAndDamage) {
  test::makeRun(saved(), "good", 3, 0.8);
  test::makeRun(saved(), "stopped", 1, 0.4);
  writeFileAtomically(test::makeRun(saved(), "bad", 2) / RunFiles::kConfig, std::string_view("{"));
  const RunLock lock(test::makeRun(saved(), "busy", 1));
  RunsTable table(m_workspace);
  load(table);
  ASSERT_EQ(table.runsModel().rowCount(), 4);
  const auto state = [&](const char* name) { return stateText(table.runsModel().run(rowOf(table, folder(name)))); };
  EXPECT_EQ(state("good"), QStringLiteral("Finished"));
  EXPECT_EQ(state("stopped"), QStringLiteral("Stopped"));
  EXPECT_EQ(state("bad"), QStringLiteral("Damaged"));
  EXPECT_EQ(state("busy"), QStringLiteral("Training"));

  table.select(folder("good"));
  EXPECT_FALSE(action(table, QStringLiteral("Resume"))->isEnabled());
  EXPECT_TRUE(action(table, QStringLiteral("Evaluate"))->isEnabled());
  table.select(folder("stopped"));
  EXPECT_TRUE(action(table, QStringLiteral("Resume"))->isEnabled());
  table.setResumable(false);
  EXPECT_FALSE(action(table, QStringLiteral("Resume"))->isEnabled());
  table.select(folder("busy"));
  EXPECT_FALSE(action(table, QStringLiteral("Delete"))->isEnabled());
  EXPECT_FALSE(action(table, QStringLiteral("Rename"))->isEnabled());
}

TEST_F(RunsTableTest, SortsByNumbersNotByText) {
  test::makeRun(saved(), "nine", 3, 0.09);
  test::makeRun(saved(), "eighty", 3, 0.8);
  test::makeRun(saved(), "none", 0);
  RunsTable table(m_workspace);
  load(table);
  auto* view = table.findChild<QTableView*>();
  view->sortByColumn(RunTableModel::Accuracy, Qt::DescendingOrder);
  QStringList names;
  for (int row = 0; row < view->model()->rowCount(); ++row) {
    names << view->model()->index(row, RunTableModel::Name).data().toString();
  }
  EXPECT_EQ(names, (QStringList{QStringLiteral("eighty"), QStringLiteral("nine"), QStringLiteral("none")}));
}

TEST_F(RunsTableTest, ARunWithoutAnEpochIsNotTheBest) {
  test::makeRun(saved(), "three", 3); // loss 1/3
  test::makeRun(saved(), "none", 0);
  test::makeRun(saved(), "one", 1); // loss 1
  RunsTable table(m_workspace);
  load(table);
  auto* view = table.findChild<QTableView*>();
  view->sortByColumn(RunTableModel::Loss, Qt::AscendingOrder);
  QStringList names;
  for (int row = 0; row < view->model()->rowCount(); ++row) {
    names << view->model()->index(row, RunTableModel::Name).data().toString();
  }
  EXPECT_EQ(names, (QStringList{QStringLiteral("three"), QStringLiteral("one"), QStringLiteral("none")}));
}

TEST_F(RunsTableTest, ColumnsGrowWithWhatTheyShowUnlessTheUserSetThem) {
  test::makeRun(saved(), "a", 1);
  RunsTable table(m_workspace);
  load(table);
  auto* view = table.findChild<QTableView*>();
  view->setColumnWidth(RunTableModel::Batch, 200);
  const int before = view->columnWidth(RunTableModel::Name);
  test::makeRun(saved(), "a name that is far longer than that of the first run", 1);
  load(table);
  EXPECT_GT(view->columnWidth(RunTableModel::Name), before);
  EXPECT_GE(view->columnWidth(RunTableModel::Name),
            static_cast<QAbstractItemView*>(view)->sizeHintForColumn(RunTableModel::Name));
  EXPECT_EQ(view->columnWidth(RunTableModel::Batch), 200);
}

TEST_F(RunsTableTest, ANameThatIsBeingTypedOutlivesAnEpoch) {
  test::makeRun(saved(), "a", 1);
  RunsTable table(m_workspace);
  table.show();
  load(table);
  table.select(folder("a"));
  action(table, QStringLiteral("Rename"))->trigger();
  ASSERT_NE(table.findChild<QTableView*>()->findChild<QLineEdit*>(), nullptr);
  test::makeRun(saved(), "a", 2);
  load(table);
  QTest::qWait(0); // editors go later
  EXPECT_NE(table.findChild<QTableView*>()->findChild<QLineEdit*>(), nullptr);
  EXPECT_EQ(table.runsModel().run(0).info.history.size(), 2U);
}

TEST_F(RunsTableTest, WhatWasZoomedToOutlivesAnEpoch) {
  test::makeRun(saved(), "a", 2);
  RunsTable table(m_workspace);
  load(table);
  CurveChart& loss = table.charts().loss();
  QTest::keyClick(&loss, Qt::Key_Plus);
  const QCPRange zoomed = loss.plot().xAxis->range();
  test::makeRun(saved(), "a", 3);
  load(table);
  EXPECT_EQ(loss.pointCount(0), 3);
  EXPECT_EQ(loss.plot().xAxis->range(), zoomed);
  table.runsModel().setTicked(0, false);
  table.runsModel().setTicked(0, true);
  EXPECT_NE(loss.plot().xAxis->range(), zoomed) << "other runs are shown whole";
}

TEST_F(RunsTableTest, OverlaysTheCurvesOfTickedRuns) {
  test::makeRun(saved(), "a", 3);
  test::makeRun(saved(), "b", 2);
  test::makeRun(saved(), "c", 1);
  RunsTable table(m_workspace);
  load(table);
  CurveChart& loss = table.charts().loss();
  EXPECT_EQ(loss.curveCount(), 1) << "the newest run is ticked at first";
  for (const char* name : {"a", "b", "c"}) {
    table.runsModel().setTicked(rowOf(table, folder(name)), true);
  }
  ASSERT_EQ(loss.curveCount(), 3);
  EXPECT_EQ(table.charts().accuracy().curveCount(), 3);
  // What is drawn: 1 / epoch and 0.5 epoch / 3, as makeRun() has the validation's figures; the training's are others.
  const int longest = loss.pointCount(0) == 3 ? 0 : loss.pointCount(1) == 3 ? 1 : 2;
  for (int epoch = 1; epoch <= 3; ++epoch) {
    EXPECT_NEAR(loss.point(longest, epoch - 1).y(), 1.0 / epoch, 1e-6);
    EXPECT_NEAR(table.charts().accuracy().point(longest, epoch - 1).y(), 0.5 * epoch / 3, 1e-6);
  }
  const QColor colorOfB = table.runsModel().color(rowOf(table, folder("b")));
  EXPECT_NE(colorOfB, table.runsModel().color(rowOf(table, folder("c"))));

  table.runsModel().setTicked(rowOf(table, folder("a")), false);
  EXPECT_EQ(loss.curveCount(), 2);
  EXPECT_EQ(table.runsModel().color(rowOf(table, folder("b"))), colorOfB) << "the others keep their colours";

  fs::remove_all(saved() / "b");
  load(table);
  EXPECT_EQ(loss.curveCount(), 1);
}

TEST_F(RunsTableTest, TheColourOfADeletedRunIsFreeAgain) {
  test::makeRun(saved(), "a", 1);
  test::makeRun(saved(), "b", 1);
  RunsTable table(m_workspace);
  load(table);
  table.runsModel().setTicked(rowOf(table, folder("a")), false);
  table.runsModel().setTicked(rowOf(table, folder("b")), false);
  table.runsModel().setTicked(rowOf(table, folder("a")), true);
  const QColor first = table.runsModel().color(rowOf(table, folder("a")));
  fs::remove_all(saved() / "a");
  load(table);
  table.runsModel().setTicked(rowOf(table, folder("b")), true);
  EXPECT_EQ(table.runsModel().color(rowOf(table, folder("b"))), first);
}

TEST_F(RunsTableTest, AFinishedRunWithALeftLockIsNotCutOff) {
  writeFileAtomically(test::makeRun(saved(), "done", 3) / "training.lock", std::string_view());
  writeFileAtomically(test::makeRun(saved(), "cut", 2) / "training.lock", std::string_view());
  RunsTable table(m_workspace);
  load(table);
  EXPECT_FALSE(table.runsModel().run(rowOf(table, folder("done"))).cutOff);
  EXPECT_TRUE(table.runsModel().run(rowOf(table, folder("cut"))).cutOff);
}

TEST_F(RunsTableTest, RenamesInPlace) {
  test::makeRun(saved(), "before", 3);
  test::makeRun(saved(), "taken", 3);
  RunsTable table(m_workspace);
  load(table);
  m_workspace.setModelFile(folder("before") + QStringLiteral("/model_best.pth"));
  QSignalSpy changed(&m_workspace, &Workspace::runsChanged);
  QSignalSpy failed(&table, &RunsTable::failed);
  const auto rename = [&](const char* name, const QString& to) {
    RunTableModel& model = table.runsModel();
    model.setData(model.index(rowOf(table, folder(name)), RunTableModel::Name), to, Qt::EditRole);
    changed.wait(kPatience);
  };
  rename("before", QStringLiteral("after"));
  EXPECT_TRUE(fs::exists(saved() / "after" / RunFiles::kConfig));
  EXPECT_EQ(m_workspace.modelFile(), folder("after") + QStringLiteral("/model_best.pth"));
  load(table);
  EXPECT_GE(rowOf(table, folder("after")), 0);

  rename("after", QStringLiteral("taken"));
  EXPECT_EQ(failed.size(), 1);
  EXPECT_TRUE(fs::exists(saved() / "after"));
}

TEST_F(RunsTableTest, LeavesARunAloneThatHasBegunSince) {
  const fs::path path = test::makeRun(saved(), "run", 2);
  RunsTable table(m_workspace);
  load(table);
  const RunLock lock(path);
  QSignalSpy failed(&table, &RunsTable::failed);
  table.runsModel().setData(table.runsModel().index(0, RunTableModel::Name), QStringLiteral("other"), Qt::EditRole);
  ASSERT_TRUE(failed.wait(kPatience));
  EXPECT_TRUE(fs::exists(path));
}

TEST_F(RunsTableTest, AsksBeforeItDeletes) {
  test::makeRun(saved(), "gone", 3);
  RunsTable table(m_workspace);
  load(table);
  table.select(folder("gone"));
  m_workspace.setModelFile(folder("gone") + QStringLiteral("/model_best.pth"));

  action(table, QStringLiteral("Delete"))->trigger();
  auto* question = table.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  EXPECT_TRUE(question->text().contains(QStringLiteral("gone")));
  question->button(QMessageBox::Cancel)->click();
  QTest::qWait(20);
  EXPECT_TRUE(fs::exists(saved() / "gone"));

  action(table, QStringLiteral("Delete"))->trigger();
  question = table.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  for (QAbstractButton* button : question->buttons()) {
    if (question->buttonRole(button) == QMessageBox::DestructiveRole) {
      button->click();
      break;
    }
  }
  ASSERT_TRUE(QTest::qWaitFor([&] { return table.runsModel().rowCount() == 0; }, kPatience));
  EXPECT_FALSE(fs::exists(saved() / "gone"));
  EXPECT_TRUE(m_workspace.modelFile().isEmpty());
}

TEST_F(RunsTableTest, DeletingARunLeavesTheModelOfOneWithALongerNameAlone) {
  test::makeRun(saved(), "run-1", 3);
  test::makeRun(saved(), "run-10", 3);
  RunsTable table(m_workspace);
  load(table);
  const QString model = folder("run-10") + QStringLiteral("/model_best.pth");
  m_workspace.setModelFile(model);
  table.select(folder("run-1"));
  action(table, QStringLiteral("Delete"))->trigger();
  auto* question = table.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  for (QAbstractButton* button : question->buttons()) {
    if (question->buttonRole(button) == QMessageBox::DestructiveRole) {
      button->click();
      break;
    }
  }
  ASSERT_TRUE(QTest::qWaitFor([&] { return table.runsModel().rowCount() == 1; }, kPatience));
  EXPECT_EQ(m_workspace.modelFile(), model);
}

TEST_F(RunsTableTest, PassesRunsOn) {
  test::makeRun(saved(), "run", 2);
  RunsTable table(m_workspace);
  load(table);
  table.select(folder("run"));
  QSignalSpy evaluate(&m_workspace, &Workspace::evaluateRequested);
  QSignalSpy resume(&table, &RunsTable::resumeRequested);
  QSignalSpy settings(&table, &RunsTable::settingsRequested);
  action(table, QStringLiteral("Evaluate"))->trigger();
  action(table, QStringLiteral("Resume"))->trigger();
  action(table, QStringLiteral("Use Settings"))->trigger();
  ASSERT_EQ(evaluate.size(), 1);
  EXPECT_EQ(evaluate.first().first().toString(), folder("run") + QStringLiteral("/model_best.pth"));
  ASSERT_EQ(resume.size(), 1);
  EXPECT_EQ(resume.first().first().toString(), folder("run"));
  EXPECT_EQ(settings.size(), 1);
}

} // namespace
} // namespace mien::ui
