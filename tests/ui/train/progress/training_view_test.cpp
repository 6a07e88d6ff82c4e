#include "ui/train/progress/training_view.h"

#include "tests/support/screen_locale.h"
#include "ui/charts/curve_chart.h"
#include "ui/train/progress/train_buttons.h"
#include "ui/train/progress/train_charts.h"
#include "ui/train/progress/train_log.h"
#include "ui/train/progress/train_progress.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/train_job.h"

#include <QPushButton>
#include <QRegularExpression>

#include <gtest/gtest.h>

#include <array>

namespace mien::ui {
namespace {

class TrainingViewTest : public testing::Test {
protected:
  /// The last line of the log, without its time of day.
  QString lastLine() const {
    const QString line = m_view.log().toPlainText().section(QLatin1Char('\n'), -1);
    EXPECT_TRUE(QRegularExpression(QStringLiteral("^\\d\\d:\\d\\d:\\d\\d  ")).match(line).hasMatch())
        << line.toStdString();
    return line.mid(10);
  }

  mien::test::ScreenLocale m_english{QLocale::c()};
  TrainJob m_job;
  TrainingView m_view{m_job};
};

TEST_F(TrainingViewTest, AnEpochIsALineOfTheLog) {
  m_view.begin(QStringLiteral("tuesday"));
  EXPECT_EQ(lastLine(), QStringLiteral("The run “tuesday” begins."));
  emit m_job.epoch({{2, 48, 1.7, 0.31, 1.234, 0.456, 2e-3, 80, 61}, 5, false, 60});
  EXPECT_EQ(lastLine(), QStringLiteral("Epoch 2 of 5 at 48 px took 1 min 01 s. Training: loss 1.700, accuracy 31.0 %. "
                                       "Validation: loss 1.234, accuracy 45.6 %."));
  emit m_job.epoch({{3, 64, 1.6, 0.32, 1.123, 0.476, 2e-3, 80, 62}, 5, true, 60});
  EXPECT_EQ(lastLine(), QStringLiteral("Epoch 3 of 5 at 64 px took 1 min 02 s. Training: loss 1.600, accuracy 32.0 %. "
                                       "Validation: loss 1.123, accuracy 47.6 %, the best so far."));
  EXPECT_EQ(m_view.charts().loss().point(TrainCharts::Valid, 1), QPointF(3, 1.123));
  EXPECT_DOUBLE_EQ(m_view.progress().fraction(), 0.6);
}

TEST_F(TrainingViewTest, ARunThatGoesOnSaysSinceWhen) {
  m_view.begin(QStringLiteral("tuesday"),
               {{1, 48, 1.9, 0.3, 1.5, 0.4, 1e-3, 80, 60}, {2, 48, 1.8, 0.35, 1.4, 0.42, 1e-3, 80, 60}});
  EXPECT_EQ(lastLine(), QStringLiteral("The run “tuesday” goes on after epoch 2."));
  EXPECT_EQ(m_view.charts().loss().pointCount(TrainCharts::Train), 2);
}

TEST_F(TrainingViewTest, OfManyStepsTheLastIsWhereItIs) {
  m_view.begin(QStringLiteral("tuesday"));
  BatchEvent first;
  first.epoch = 1;
  first.epochs = 4;
  first.step = 1;
  first.steps = 10;
  BatchEvent second = first;
  second.step = 5;
  emit m_job.batches({first, second});
  EXPECT_DOUBLE_EQ(m_view.progress().fraction(), 0.125);
  EXPECT_EQ(m_view.charts().loss().pointCount(TrainCharts::Batches), 2);
  EXPECT_EQ(m_view.progress().state(), QStringLiteral("Training “tuesday”."));
}

TEST_F(TrainingViewTest, EachEndHasItsSentence) {
  const std::array<std::pair<TrainStatus, const char*>, 3> ends{
      {{TrainStatus::Finished, "“tuesday” is finished."},
       {TrainStatus::StoppedEarly, "“tuesday” stopped early: the validation loss no longer fell."},
       {TrainStatus::Stopped, "“tuesday” is stopped."}}};
  for (const auto& [status, sentence] : ends) {
    m_view.begin(QStringLiteral("tuesday"));
    TrainResult result;
    result.status = status;
    emit m_job.finished(result);
    EXPECT_EQ(m_view.progress().state(), QString::fromUtf8(sentence));
    EXPECT_EQ(lastLine(), QString::fromUtf8(sentence));
  }
  emit m_job.failed(QStringLiteral("No room."));
  EXPECT_EQ(m_view.progress().state(), QStringLiteral("“tuesday” has failed."));
  EXPECT_EQ(lastLine(), QStringLiteral("No room."));
  emit m_job.checkpoint(QStringLiteral("checkpoint.pt"));
  EXPECT_EQ(lastLine(), QStringLiteral("The checkpoint is saved."));
}

TEST(TrainButtons, OfferWhatCanBeDone) {
  using State = TrainButtons::State;
  TrainButtons buttons;
  struct Row {
    State state;
    bool train;
    bool pause;
    bool stop;
    const char* pauseText;
  };
  for (const Row& row :
       {Row{State::NoData, false, false, false, "Pause"}, Row{State::Ready, true, false, false, "Pause"},
        Row{State::Running, false, true, true, "Pause"}, Row{State::Paused, false, true, true, "Resume"},
        Row{State::Stopping, false, false, false, "Pause"}}) {
    buttons.setState(row.state);
    EXPECT_EQ(buttons.train().isEnabled(), row.train) << static_cast<int>(row.state);
    EXPECT_EQ(buttons.pause().isEnabled(), row.pause) << static_cast<int>(row.state);
    EXPECT_EQ(buttons.stop().isEnabled(), row.stop) << static_cast<int>(row.state);
    EXPECT_EQ(buttons.pause().text(), QString::fromLatin1(row.pauseText));
  }
  EXPECT_EQ(buttons.train().shortcut(), QKeySequence(Qt::Key_F5));
  EXPECT_EQ(buttons.pause().shortcut(), QKeySequence(Qt::Key_F6));
  EXPECT_EQ(buttons.stop().shortcut(), QKeySequence(Qt::SHIFT | Qt::Key_F5));
}

TEST(ResumeBar, SaysHowFarTheRunWas) {
  ResumeBar bar;
  bar.offer(QStringLiteral("/saved/a"), QStringLiteral("a 100 % run %1"), 7, 30);
  EXPECT_EQ(bar.title(), QStringLiteral("Mien ended while it was training “a 100 % run %1”."));
  EXPECT_EQ(bar.text(), QStringLiteral("It can go on from the last checkpoint, after 7 of 30 epochs."));
}

} // namespace
} // namespace mien::ui
