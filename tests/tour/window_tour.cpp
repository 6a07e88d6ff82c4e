#include "tests/tour/tour.h"

#include "core/train/run_list.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/data/data_page.h"
#include "ui/data/images/images_view.h"
#include "ui/evaluate/compare/compare_view.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/results/confusion_view.h"
#include "ui/evaluate/results/density_panel.h"
#include "ui/evaluate/results/results_view.h"
#include "ui/models/model_picker.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/train_form.h"
#include "ui/train/progress/train_charts.h"
#include "ui/train/progress/training_view.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_job.h"
#include "ui/train/train_page.h"
#include "ui/widgets/dialogs/export_dialog.h"

#include <QDir>
#include <QFile>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <qcustomplot.h>

#include <gtest/gtest.h>

#include <algorithm>

namespace mien::ui::test {
namespace {

constexpr int kPatience = 300'000; ///< ms

bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, kPatience); }

void tourData(Tour& tour) {
  tour.window().showPage(MainWindow::Data);
  tour.shoot(QStringLiteral("data-welcome"));
  for (const auto& [page, name] :
       {std::pair(MainWindow::Train, "train-no-data"), std::pair(MainWindow::Evaluate, "evaluate-no-data")}) {
    tour.window().showPage(page);
    tour.shoot(QString::fromLatin1(name));
  }
  tour.window().showPage(MainWindow::Data);
  tour.window().openDataset(tour.dataset());
  ASSERT_TRUE(waitFor([&] { return tour.workspace().dataset() != nullptr; }));
  tour.shoot(QStringLiteral("data-overview"));
  auto& tabs = *tour.window().dataPage().findChild<QTabWidget*>();
  tabs.setCurrentWidget(&tour.window().dataPage().images());
  const auto views = tour.window().dataPage().images().findChildren<QListView*>();
  const auto visible = std::ranges::find_if(views, [](const QListView* view) { return view->isVisible(); });
  ASSERT_NE(visible, views.end());
  QListView& grid = **visible;
  grid.setCurrentIndex(grid.model()->index(12, 0));
  QTest::qWait(500); // thumbnails
  tour.shoot(QStringLiteral("data-images"));
}

void tourTrain(Tour& tour) {
  tour.window().showPage(MainWindow::Train);
  TrainPage& page = tour.window().trainPage();
  tour.shoot(QStringLiteral("train-settings"));
  TrainConfig config;
  config.name = "first";
  config.batch = 16;
  config.sizes = {{48, 3}};
  page.form().setConfig(config);
  page.train();
  CurveChart& loss = page.view().charts().loss();
  const bool wholeRun = tour.model().isEmpty();
  ASSERT_TRUE(waitFor([&] {
    const int points = wholeRun ? loss.pointCount(TrainCharts::Valid) : loss.pointCount(TrainCharts::Batches) / 40;
    return points >= 1 || !page.job().running();
  }));
  page.pauseOrResume();
  tour.shoot(QStringLiteral("train-paused"));
  page.pauseOrResume();
  if (!wholeRun) { // an epoch of a large set takes minutes
    page.stop();
  }
  ASSERT_TRUE(waitFor([&] { return !page.job().running(); }));
  ASSERT_TRUE(waitFor([&] { return page.runs().runsModel().rowCount() == 1; }));
  QTabWidget& tabs = page.view().tabs();
  tabs.setCurrentIndex(tabs.count() - 1);
  page.runs().select(toQt(tour.folder() / "saved" / "first"));
  tour.shoot(QStringLiteral("train-runs"));
}

void tourEvaluate(Tour& tour) {
  tour.window().showPage(MainWindow::Evaluate);
  auto& page = tour.find<EvaluatePage>();
  const QString own = toQt(tour.folder() / "saved" / "first" / RunFiles::kBest);
  page.bar().picker().setFile(tour.model().isEmpty() ? own : tour.model());
  tour.shoot(QStringLiteral("evaluate-empty"));
  emit page.bar().started();
  ASSERT_TRUE(waitFor([&] { return page.canExport(); }));

  ResultsView& results = page.results();
  const auto show = [&](QWidget& tab, const char* name) {
    results.tabs().setCurrentWidget(&tab);
    QTest::qWait(300);
    tour.shoot(QStringLiteral("evaluate-") + QLatin1String(name));
  };
  results.tabs().setCurrentWidget(&results.confusion());
  ConfusionChart& matrix = results.confusion().chart();
  QTest::mouseClick(&matrix.plot(), Qt::LeftButton, {}, matrix.cellCenter(0, 0).toPoint());
  show(results.confusion(), "confusion");

  results.tabs().setCurrentWidget(&results.density());
  DensityChart& density = results.density().view().chart();
  ASSERT_TRUE(waitFor([&] { return density.picture().has_value(); }));
  QTest::qWait(100);
  const QRect area = density.plot().axisRect()->rect();
  QTest::mousePress(&density.plot(), Qt::LeftButton, {}, area.center() - QPoint(area.width() / 5, area.height() / 5));
  QTest::mouseMove(&density.plot(), area.center());
  QTest::mouseMove(&density.plot(), area.center() + QPoint(area.width() / 5, area.height() / 5));
  QTest::mouseRelease(&density.plot(), Qt::LeftButton, {}, area.center() + QPoint(area.width() / 5, area.height() / 5));
  for (int i = 0; i < results.tabs().count(); ++i) {
    if (QWidget* tab = results.tabs().widget(i); tab != &results.confusion()) {
      show(*tab, qPrintable(results.tabs()
                                .tabText(i)
                                .remove(QLatin1Char('&'))
                                .toLower()
                                .replace(QLatin1Char(' '), QLatin1Char('-'))));
    }
  }
}

/// Exports the evaluation over a file that is there already, with the dialogs on the way.
void tourExport(Tour& tour) {
  auto& page = tour.find<EvaluatePage>();
  page.exportContent();
  auto* dialog = page.findChild<ExportDialog*>();
  ASSERT_NE(dialog, nullptr);
  tour.shootDialog(*dialog, QStringLiteral("dialog-export"));
  const QString folder = dialog->folder();
  ASSERT_TRUE(QDir().mkpath(folder));
  QFile foreign(folder + QStringLiteral("/metrics.json"));
  ASSERT_TRUE(foreign.open(QIODevice::WriteOnly) && foreign.write("notes of mine") > 0);
  foreign.close();
  dialog->accept();
  ASSERT_TRUE(waitFor([&] { return page.findChild<QMessageBox*>() != nullptr; }));
  auto* question = page.findChild<QMessageBox*>();
  tour.shootDialog(*question, QStringLiteral("dialog-replace"));
  question->reject();
}

TEST(Tour, EveryPageInBothThemesAndThreeSizes) {
  Tour tour;
  ASSERT_NO_FATAL_FAILURE(tourData(tour));
  ASSERT_NO_FATAL_FAILURE(tourTrain(tour));
  ASSERT_NO_FATAL_FAILURE(tourEvaluate(tour));
  ASSERT_NO_FATAL_FAILURE(tourExport(tour));
  tour.window().showPage(MainWindow::Predict);
  tour.shoot(QStringLiteral("predict"));
  tour.window().showPage(MainWindow::Live);
  tour.shoot(QStringLiteral("live"));
}

} // namespace
} // namespace mien::ui::test
