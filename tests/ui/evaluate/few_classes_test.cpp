// Evaluations on data in which classes are missing: of one class, of two, of all but one.
#include "tests/support/made_evaluation.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/charts/reliability_chart.h"
#include "ui/charts/report_pictures.h"
#include "ui/evaluate/results/confusion_view.h"
#include "ui/evaluate/results/density_panel.h"
#include "ui/evaluate/results/metrics_row.h"
#include "ui/evaluate/results/report_table.h"
#include "ui/evaluate/results/results_view.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QImage>
#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <set>

namespace mien::ui {
namespace {

/// An evaluation of the images of some classes alone.
std::shared_ptr<const EvaluationResult> evaluationOf(const std::set<int>& present, int images = 600) {
  const EvaluationResult all = mien::test::madeEvaluation(images, 1, 8);
  auto result = std::make_shared<EvaluationResult>(all);
  result->images.clear();
  result->probabilities.clear();
  result->embeddings.clear();
  std::vector<int> actual;
  for (std::size_t i = 0; i < all.images.size(); ++i) {
    if (present.contains(all.images[i].actual)) {
      result->images.push_back(all.images[i]);
      actual.push_back(all.images[i].actual);
      const auto p = all.probabilities.begin() + static_cast<std::ptrdiff_t>(8 * i);
      result->probabilities.insert(result->probabilities.end(), p, p + 8);
      const auto e = all.embeddings.begin() + static_cast<std::ptrdiff_t>(8 * i);
      result->embeddings.insert(result->embeddings.end(), e, e + 8);
    }
  }
  result->splitImages = result->images.size();
  result->metrics = computeMetrics(8, actual, result->probabilities);
  return result;
}

class FewClassesTest : public test::ThemedTest, public testing::WithParamInterface<std::set<int>> {
protected:
  FewClassesTest() : m_workspace(toQt(m_folder.path())), m_view(m_workspace) {
    m_result = evaluationOf(GetParam());
    test::present(m_view, {1100, 760});
    m_view.setResult(m_result, mien::test::madeDataset(*m_result));
  }

  mien::test::TempFolder m_folder;
  Workspace m_workspace;
  ResultsView m_view;
  std::shared_ptr<const EvaluationResult> m_result;
};

TEST_P(FewClassesTest, EachFigureStandsBesideItsClassAndNoneIsMissing) {
  const std::vector<ClassLabel> labels = classLabels(m_result->model);
  m_view.tabs().setCurrentWidget(&m_view.report());
  const QAbstractItemModel& rows = *m_view.report().model();
  ASSERT_EQ(rows.rowCount(), 10);
  for (int row = 0; row < rows.rowCount(); ++row) {
    for (int column = 0; column < rows.columnCount(); ++column) {
      EXPECT_FALSE(rows.index(row, column).data().toString().contains("nan", Qt::CaseInsensitive));
    }
  }
  for (int c = 0; c < 8; ++c) {
    EXPECT_EQ(rows.index(c, 0).data().toString(), labels[static_cast<std::size_t>(c)].name);
    const auto support = std::ranges::count(m_result->images, c, &EvaluatedImage::actual);
    EXPECT_EQ(rows.index(c, 4).data().toString(), QLocale().toString(static_cast<qulonglong>(support)));
    EXPECT_EQ(support > 0, GetParam().contains(c));
  }
  for (const auto* label : m_view.figures().findChildren<QLabel*>()) {
    EXPECT_FALSE(label->text().contains("nan", Qt::CaseInsensitive)) << label->text().toStdString();
  }

  ConfusionChart& matrix = m_view.confusion().chart();
  for (int actual = 0; actual < 8; ++actual) {
    double share = 0;
    for (int predicted = 0; predicted < 8; ++predicted) {
      matrix.setRowShares(false);
      EXPECT_EQ(matrix.cellText(actual, predicted).toInt(),
                static_cast<int>(m_result->metrics.confusionAt(actual, predicted)));
      matrix.setRowShares(true);
      bool number = false;
      share += QLocale().toDouble(matrix.cellText(actual, predicted), &number);
      EXPECT_TRUE(number) << matrix.cellText(actual, predicted).toStdString();
    }
    EXPECT_NEAR(share, GetParam().contains(actual) ? 100 : 0, 0.5) << actual;
  }
}

TEST_P(FewClassesTest, EveryChartIsDrawn) {
  auto& curves = *m_view.findChild<PrecisionRecallChart*>();
  m_view.tabs().setCurrentWidget(&curves);
  EXPECT_EQ(curves.curveCount(), static_cast<int>(GetParam().size())) << "of a class without images there is none";

  DensityChart& density = m_view.density().view().chart();
  const QSignalSpy failed(&density, &Chart::failed);
  QSignalSpy shown(&density, &DensityChart::shown);
  m_view.tabs().setCurrentWidget(&m_view.density());
  ASSERT_TRUE(shown.size() + failed.size() > 0 || shown.wait(20000));
  EXPECT_TRUE(failed.isEmpty());
  ASSERT_TRUE(density.picture().has_value());
  for (const float value : density.picture()->map.values) {
    ASSERT_TRUE(std::isfinite(value));
  }
  EXPECT_FALSE(density.picture()->contours.empty());

  const auto pictures = writeReportPictures(m_result, m_folder.path());
  ASSERT_GE(pictures.size(), 4U);
  for (const auto& file : pictures) {
    EXPECT_GT(test::colorCount(QImage(toQt(file))), 8) << file;
  }
}

INSTANTIATE_TEST_SUITE_P(Classes, FewClassesTest,
                         testing::Values(std::set<int>{1}, std::set<int>{0, 7}, std::set<int>{0, 1, 2, 3, 4, 6, 7}));

TEST(FewClasses, TheMeanSaysOverHowManyClassesItIs) {
  const auto meanOf = [](const EvaluationResult& result) {
    ReportTable table;
    table.setMetrics(result.metrics, classLabels(result.model));
    return table.model()->index(8, 0).data().toString();
  };
  EXPECT_EQ(meanOf(*evaluationOf({0, 1, 2, 3, 4, 5, 6, 7})), QStringLiteral("Mean of the classes"));
  auto two = std::make_shared<EvaluationResult>(*evaluationOf({0, 7}));
  std::ranges::fill(two->probabilities, 0.0F); // every answer is the first class
  std::vector<int> actual;
  for (std::size_t i = 0; i < two->images.size(); ++i) {
    two->probabilities[8 * i] = 1;
    actual.push_back(two->images[i].actual);
  }
  two->metrics = computeMetrics(8, actual, two->probabilities);
  EXPECT_EQ(meanOf(*two), QStringLiteral("Mean of the classes that occur: 2"));
}

TEST(FewClasses, AnEvaluationOfOneImageIsDrawn) {
  const mien::test::TempFolder folder;
  auto result = std::make_shared<EvaluationResult>(*evaluationOf({1}));
  result->images.resize(1);
  result->probabilities.resize(8);
  result->embeddings.resize(8);
  result->splitImages = 1;
  const std::vector<int> actual{1};
  result->metrics = computeMetrics(8, actual, result->probabilities);
  const auto pictures = writeReportPictures(result, folder.path());
  ASSERT_GE(pictures.size(), 3U);
  for (const auto& file : pictures) {
    EXPECT_GT(test::colorCount(QImage(toQt(file))), 3) << file;
  }
}

} // namespace
} // namespace mien::ui
