#include "ui/train/runs/run_columns.h"

#include "tests/support/screen_locale.h"
#include "ui/charts/curve_chart.h"
#include "ui/look/theme.h"
#include "ui/train/runs/run_entry.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_charts.h"

#include <QIcon>
#include <QLocale>
#include <QPixmap>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <gtest/gtest.h>

#include <chrono>
#include <map>

namespace mien::ui {
namespace {

/// Two epochs of five, of which the first was the better one.
RunEntry stoppedRun() {
  RunEntry run;
  run.info.folder = "/data/saved/tuesday";
  run.info.config.name = "tuesday";
  run.info.config.sizes = {{48, 4}, {64, 1}};
  run.info.config.batch = 96;
  run.info.config.learningRate = 0.0025;
  run.info.config.labels = LabelPolicy::Soft;
  run.info.config.augment.strength = 0.7;
  run.info.history = {{1, 48, 1.9, 0.31, 1.234, 0.456, 2e-3, 80, 61}, {2, 48, 1.7, 0.41, 1.345, 0.567, 1e-3, 90, 64}};
  run.info.resumable = true;
  return run;
}

TEST(RunColumns, SayWhatTheRunIsAndWhatItReached) {
  const test::ScreenLocale english(QLocale::c());
  const RunEntry run = stoppedRun();
  EXPECT_EQ(runText(run, RunTableModel::Name), QStringLiteral("tuesday"));
  EXPECT_EQ(runText(run, RunTableModel::State), QStringLiteral("Stopped"));
  // Of the best epoch, which is not the last one.
  EXPECT_EQ(runText(run, RunTableModel::Accuracy), QStringLiteral("45.6 %"));
  EXPECT_EQ(runText(run, RunTableModel::Loss), QStringLiteral("1.234"));
  EXPECT_EQ(runText(run, RunTableModel::Epochs), QStringLiteral("2 of 5"));
  EXPECT_EQ(runText(run, RunTableModel::Sizes), QStringLiteral("48 px × 4, 64 px × 1"));
  EXPECT_EQ(runText(run, RunTableModel::Batch), QStringLiteral("96"));
  EXPECT_EQ(runText(run, RunTableModel::Rate), QStringLiteral("0.0025"));
  EXPECT_EQ(runText(run, RunTableModel::Labels), QStringLiteral("Vote shares"));
  EXPECT_EQ(runText(run, RunTableModel::Augmentation), QStringLiteral("0.7"));
  EXPECT_EQ(runText(run, RunTableModel::Time), QStringLiteral("2 min 05 s")); // 61 s and 64 s
}

TEST(RunColumns, AreSortedByTheNumbersThatTheyShow) {
  const RunEntry run = stoppedRun();
  EXPECT_EQ(runSortKey(run, RunTableModel::Accuracy).toDouble(), 0.456);
  EXPECT_EQ(runSortKey(run, RunTableModel::Loss).toDouble(), 1.234);
  EXPECT_EQ(runSortKey(run, RunTableModel::Epochs).toInt(), 2);
  EXPECT_EQ(runSortKey(run, RunTableModel::Batch).toInt(), 96);
  EXPECT_EQ(runSortKey(run, RunTableModel::Rate).toDouble(), 0.0025);
  EXPECT_EQ(runSortKey(run, RunTableModel::Augmentation).toDouble(), 0.7);
  EXPECT_EQ(runSortKey(run, RunTableModel::Time).toDouble(), 125);
}

TEST(RunColumns, AnEmptyRunHasNoFigures) {
  const test::ScreenLocale english(QLocale::c());
  RunEntry run = stoppedRun();
  run.info.history.clear();
  EXPECT_EQ(runText(run, RunTableModel::Accuracy), QString());
  EXPECT_EQ(runText(run, RunTableModel::Loss), QString());
  EXPECT_EQ(runText(run, RunTableModel::Time), QString());
  EXPECT_EQ(runText(run, RunTableModel::Epochs), QStringLiteral("0 of 5"));
}

TEST(RunColumns, SayWhenTheRunChanged) {
  const test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  RunEntry earlier = stoppedRun();
  earlier.info.changed = std::filesystem::file_time_type::clock::now() - std::chrono::hours(50);
  RunEntry later = stoppedRun();
  later.info.changed = std::filesystem::file_time_type::clock::now() - std::chrono::hours(2);
  const QDateTime shown = QLocale().toDateTime(runText(earlier, RunTableModel::Changed), QLocale::ShortFormat);
  const qint64 age = shown.secsTo(QDateTime::currentDateTime()) % (100LL * 365 * 86400); // years of two digits
  EXPECT_NEAR(static_cast<double>(age) / 3600, 50, 1.1) << runText(earlier, RunTableModel::Changed).toStdString();
  EXPECT_LT(runSortKey(earlier, RunTableModel::Changed).toLongLong(),
            runSortKey(later, RunTableModel::Changed).toLongLong());
}

TEST(RunColumns, TitlesAreThoseOfTheirColumns) {
  using Column = RunTableModel::Column;
  const std::map<Column, QString> titles{
      {RunTableModel::Name, QStringLiteral("Run")},          {RunTableModel::State, QStringLiteral("State")},
      {RunTableModel::Accuracy, QStringLiteral("Accuracy")}, {RunTableModel::Loss, QStringLiteral("Loss")},
      {RunTableModel::Epochs, QStringLiteral("Epochs")},     {RunTableModel::Sizes, QStringLiteral("Stages")},
      {RunTableModel::Batch, QStringLiteral("Batch")},       {RunTableModel::Rate, QStringLiteral("Rate")},
      {RunTableModel::Labels, QStringLiteral("Labels")},     {RunTableModel::Augmentation, QStringLiteral("Augment")},
      {RunTableModel::Time, QStringLiteral("Time")},         {RunTableModel::Changed, QStringLiteral("Changed")}};
  ASSERT_EQ(titles.size(), static_cast<std::size_t>(RunTableModel::Count));
  QStringList helps;
  for (const auto& [column, title] : titles) {
    EXPECT_EQ(runColumnTitle(column), title);
    EXPECT_FALSE(runColumnHelp(column).isEmpty()) << title.toStdString();
    helps << runColumnHelp(column);
    const bool words = QStringList{"Run", "State", "Stages", "Labels"}.contains(title);
    EXPECT_EQ(isNumeric(column), !words) << title.toStdString();
  }
  EXPECT_EQ(helps.removeDuplicates(), 0);
}

TEST(RunEntry, IsInTheStateThatItsFilesSay) {
  struct Row {
    const char* text;
    bool training;
    bool damaged;
    bool finished;
    bool cutOff;
    const char* help; ///< its beginning
  };
  for (const Row& row : {Row{"Training", true, true, true, true, "This run is being trained"},
                         Row{"Damaged", false, true, true, true, "config.json is damaged"},
                         Row{"Finished", false, false, true, true, "All epochs are done"},
                         Row{"Cut off", false, false, false, true, "Mien ended while"},
                         Row{"Stopped", false, false, false, false, "It was stopped before"}}) {
    RunEntry run = stoppedRun();
    run.training = row.training;
    run.info.problem = row.damaged ? "config.json is damaged" : "";
    run.info.finished = row.finished;
    run.cutOff = row.cutOff;
    EXPECT_EQ(stateText(run), QString::fromLatin1(row.text));
    EXPECT_TRUE(stateHelp(run).startsWith(QString::fromLatin1(row.help))) << stateHelp(run).toStdString();
  }
}

class RunTableModelTest : public testing::Test {
protected:
  RunTableModelTest() {
    std::vector<RunEntry> runs;
    for (const char* name : {"alpha", "beta", "gamma"}) {
      RunEntry run = stoppedRun();
      run.info.folder = std::filesystem::path("/data/saved") / name;
      run.info.config.name = name;
      runs.push_back(run);
    }
    runs[1].info.problem = "config.json is damaged";
    m_model.setRuns(runs);
  }

  QVariant at(int row, RunTableModel::Column column, int role) const {
    return m_model.data(m_model.index(row, column), role);
  }

  RunTableModel m_model;
};

TEST_F(RunTableModelTest, SaysWhatItsRunsAre) {
  EXPECT_EQ(m_model.rowCount(), 3);
  EXPECT_EQ(m_model.columnCount(), 12);
  for (int column = 0; column < RunTableModel::Count; ++column) {
    const auto which = static_cast<RunTableModel::Column>(column);
    EXPECT_EQ(at(2, which, Qt::DisplayRole).toString(), runText(m_model.run(2), which)) << column;
    EXPECT_EQ(at(2, which, RunTableModel::kSortRole), runSortKey(m_model.run(2), which)) << column;
    EXPECT_EQ(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), runColumnTitle(which));
    EXPECT_EQ(m_model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString(), runColumnHelp(which));
    const Qt::Alignment side = isNumeric(which) ? Qt::AlignRight : Qt::AlignLeft;
    EXPECT_EQ(at(2, which, Qt::TextAlignmentRole).value<Qt::Alignment>(), side | Qt::AlignVCenter) << column;
  }
  EXPECT_EQ(at(0, RunTableModel::Name, Qt::ToolTipRole).toString(), QStringLiteral("/data/saved/alpha"));
  EXPECT_EQ(at(1, RunTableModel::State, Qt::ToolTipRole).toString(), QStringLiteral("config.json is damaged"));
  EXPECT_EQ(at(1, RunTableModel::State, Qt::ForegroundRole).value<QColor>(), Theme::instance().colors().danger);
  EXPECT_FALSE(at(0, RunTableModel::State, Qt::ForegroundRole).isValid());
  EXPECT_FALSE(at(1, RunTableModel::Loss, Qt::ForegroundRole).isValid());
  EXPECT_EQ(at(2, RunTableModel::Name, Qt::EditRole).toString(), QStringLiteral("gamma"));
}

TEST_F(RunTableModelTest, ATickHasASwatchInItsColour) {
  const QSignalSpy ticks(&m_model, &RunTableModel::ticksChanged);
  m_model.setTicked(2, true);
  m_model.setTicked(0, true);
  EXPECT_EQ(ticks.size(), 2);
  EXPECT_EQ(at(2, RunTableModel::Name, Qt::CheckStateRole).toInt(), Qt::Checked);
  EXPECT_EQ(at(1, RunTableModel::Name, Qt::CheckStateRole).toInt(), Qt::Unchecked);
  EXPECT_FALSE(at(1, RunTableModel::Name, Qt::DecorationRole).isValid());
  EXPECT_NE(m_model.color(0), m_model.color(2));
  for (const int row : {0, 2}) {
    const auto decoration = at(row, RunTableModel::Name, Qt::DecorationRole);
    const QImage swatch = decoration.canConvert<QIcon>() ? decoration.value<QIcon>().pixmap(16, 16).toImage()
                                                         : decoration.value<QPixmap>().toImage();
    EXPECT_EQ(swatch.pixelColor(swatch.rect().center()), m_model.color(row)) << row;
  }
  m_model.moveTick(QStringLiteral("/data/saved/gamma"), QStringLiteral("/data/saved/beta"));
  EXPECT_TRUE(m_model.isTicked(1));
  EXPECT_FALSE(m_model.isTicked(2));
}

TEST(RunsCharts, TheCurveOfEachTickedRunIsInItsColourWithItsName) {
  std::vector<RunEntry> runs;
  for (const char* name : {"alpha", "beta", "gamma"}) {
    RunEntry run = stoppedRun();
    run.info.folder = std::filesystem::path("/data/saved") / name;
    const double last = static_cast<double>(runs.size());
    run.info.history[1].validLoss = 1 + 0.1 * last;
    run.info.history[1].validAccuracy = 0.5 + 0.1 * last;
    runs.push_back(run);
  }
  RunTableModel model;
  model.setRuns(runs);
  const RunsCharts charts(model);
  model.setTicked(2, true);
  model.setTicked(1, true);
  ASSERT_NE(model.color(1), model.color(2));
  for (CurveChart* chart : {&charts.loss(), &charts.accuracy()}) {
    ASSERT_EQ(chart->curveCount(), 2);
    for (int curve = 0; curve < 2; ++curve) {
      const QCPGraph& graph = *chart->plot().graph(curve);
      EXPECT_EQ(graph.pen().color(), model.color(curve + 1));
      EXPECT_EQ(graph.scatterStyle().brush().color(), model.color(curve + 1));
      EXPECT_EQ(graph.name(), curve == 0 ? QStringLiteral("beta") : QStringLiteral("gamma"));
    }
  }
  EXPECT_EQ(charts.loss().point(0, 0), QPointF(1, 1.234));
  EXPECT_EQ(charts.loss().point(0, 1), QPointF(2, 1.1));
  EXPECT_EQ(charts.loss().point(1, 1), QPointF(2, 1.2));
  EXPECT_EQ(charts.accuracy().point(0, 0), QPointF(1, 0.456));
  EXPECT_EQ(charts.accuracy().point(1, 1), QPointF(2, 0.7));
  EXPECT_EQ(charts.loss().title(), QStringLiteral("Validation loss"));
  EXPECT_EQ(charts.accuracy().title(), QStringLiteral("Validation accuracy"));
}

TEST(RunColumns, KnowOnlyTheHistoryOfARunWhoseSettingsAreDamaged) {
  RunEntry run = stoppedRun();
  run.info.problem = "config.json is damaged";
  EXPECT_EQ(runText(run, RunTableModel::State), QStringLiteral("Damaged"));
  EXPECT_EQ(runText(run, RunTableModel::Epochs), QStringLiteral("2"));
  EXPECT_EQ(runText(run, RunTableModel::Batch), QString());
  EXPECT_EQ(runText(run, RunTableModel::Sizes), QString());
}

} // namespace
} // namespace mien::ui
