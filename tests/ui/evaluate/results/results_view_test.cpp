#include "ui/evaluate/results/results_view.h"

#include "core/eval/metrics/curves.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/evaluate/images/evaluated_image_list.h"
#include "ui/evaluate/results/agreement_bar.h"
#include "ui/evaluate/results/confusion_view.h"
#include "ui/evaluate/results/density_panel.h"
#include "ui/evaluate/results/report_table.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QRadioButton>
#include <QSlider>
#include <QTabWidget>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

constexpr int kClasses = 7; ///< as few as can be evaluated

struct Answered {
  int actual;
  int predicted;
  std::vector<float> probabilities;
  std::uint16_t agreed; ///< of ten votes
};

/// Nine images of three of the classes: fear 4, anger 3, sadness 2.
EvaluationResult smallResult() {
  // The wrong ones are 1, 4, 5 and 7; what they leave to the truth: 0.30, 0.05, 0.20, 0.10.
  const std::vector<Answered> images{
      {0, 0, {0.9F, 0.06F, 0.04F}, 10}, {0, 1, {0.3F, 0.6F, 0.1F}, 9},   {0, 0, {0.8F, 0.15F, 0.05F}, 8},
      {0, 0, {0.7F, 0.2F, 0.1F}, 7},    {1, 0, {0.75F, 0.05F, 0.2F}, 6}, {1, 2, {0.3F, 0.2F, 0.5F}, 10},
      {1, 1, {0.1F, 0.85F, 0.05F}, 9},  {2, 0, {0.64F, 0.26F, 0.1F}, 5}, {2, 2, {0.02F, 0.03F, 0.95F}, 9}};
  EvaluationResult result;
  result.weights = "/saved/tuesday/model_best.pth";
  result.dataRoot = "/data/faces";
  result.model.labels = {"fear", "anger", "sadness", "neutral", "happiness", "surprise", "disgust"};
  result.split = Split::Valid;
  result.policy = LabelPolicy::Soft;
  result.splitImages = 1234;
  std::vector<int> actual;
  const std::array<Emotion, 3> emotions{Emotion::Fear, Emotion::Anger, Emotion::Sadness};
  for (const Answered& image : images) {
    EvaluatedImage evaluated{std::to_string(result.images.size()) + ".png", {}, image.actual, image.predicted};
    evaluated.votes[static_cast<std::size_t>(emotions.at(static_cast<std::size_t>(image.actual)))] = image.agreed;
    evaluated.votes[0] = static_cast<std::uint16_t>(10 - image.agreed);
    result.images.push_back(evaluated);
    actual.push_back(image.actual);
    result.probabilities.insert(result.probabilities.end(), image.probabilities.begin(), image.probabilities.end());
    result.probabilities.insert(result.probabilities.end(), kClasses - 3, 0.0F); // nobody names the others
  }
  result.metrics = computeMetrics(kClasses, actual, result.probabilities);
  return result;
}

class ResultsViewTest : public testing::Test {
protected:
  ResultsViewTest() : m_workspace(toQt(m_folder.path())), m_view(m_workspace) {
    m_view.setResult(std::make_shared<const EvaluationResult>(smallResult()), nullptr);
  }

  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  mien::test::TempFolder m_folder;
  Workspace m_workspace;
  ResultsView m_view;
};

TEST_F(ResultsViewTest, TheCaptionSaysOfWhatTheFiguresAre) {
  EXPECT_EQ(m_view.caption(),
            QStringLiteral("“tuesday” on faces: 9 of 1,234 images of the split Validation. Labels: Vote shares"));
  auto result = smallResult();
  result.dataRoot = "/data/others/"; // as somebody may have typed it
  m_view.setResult(std::make_shared<const EvaluationResult>(result), nullptr);
  EXPECT_TRUE(m_view.caption().startsWith(QStringLiteral("“tuesday” on others: "))) << m_view.caption().toStdString();
}

TEST_F(ResultsViewTest, TheSurestMistakesComeFirst) {
  m_view.tabs().setCurrentWidget(&m_view.topLosses());
  EXPECT_EQ(m_view.topLosses().images(), (QVector<int>{4, 7, 5, 1}));
  EXPECT_EQ(m_view.topLosses().heading(), QStringLiteral("Wrong answers, the largest loss first: 4"));
  m_view.agreement().slider().setValue(9);
  EXPECT_EQ(m_view.topLosses().images(), (QVector<int>{5, 1}));
  EXPECT_EQ(m_view.topLosses().heading(), QStringLiteral("Wrong answers, the largest loss first: 2"));
}

TEST_F(ResultsViewTest, ACellListsItsImagesAlsoWhenFewerAreLookedAt) {
  ConfusionView& view = m_view.confusion();
  EXPECT_EQ(view.images().heading(), QStringLiteral("Click a cell to see its images."));
  emit view.chart().cellClicked(0, 0);
  EXPECT_EQ(view.images().images(), (QVector<int>{0, 2, 3}));
  EXPECT_EQ(view.images().heading(), QStringLiteral("Fear, recognised: 3 (75.0 % of the class)"));
  emit view.chart().cellClicked(1, 0);
  EXPECT_EQ(view.images().images(), QVector<int>{4});
  EXPECT_EQ(view.images().heading(), QStringLiteral("Anger taken for Fear: 1 (33.3 % of the class)"));
  emit view.chart().cellClicked(0, 1);
  EXPECT_EQ(view.images().images(), QVector<int>{1});
  m_view.agreement().slider().setValue(8); // 0, 1, 2, 5, 6, 8 are left
  EXPECT_EQ(view.images().images(), QVector<int>{1});
  EXPECT_EQ(view.images().heading(), QStringLiteral("Fear taken for Anger: 1 (33.3 % of the class)"));
  EXPECT_EQ(view.chart().cellText(0, 0), QStringLiteral("2"));
  for (QRadioButton* button : view.findChildren<QRadioButton*>()) {
    if (button->text().contains(QStringLiteral("ercent"))) {
      button->click();
    }
  }
  EXPECT_EQ(view.chart().cellText(0, 0), QStringLiteral("66.7"));
}

TEST_F(ResultsViewTest, TheCurvesAreOfTheImagesLookedAt) {
  m_view.tabs().setCurrentIndex(2);
  m_view.agreement().slider().setValue(9); // 0, 1, 5, 6, 8 are left
  const auto result = smallResult();
  std::vector<int> actual;
  std::vector<float> probabilities;
  for (const int image : {0, 1, 5, 6, 8}) {
    actual.push_back(result.images[static_cast<std::size_t>(image)].actual);
    probabilities.insert(probabilities.end(), result.probabilities.begin() + kClasses * image,
                         result.probabilities.begin() + kClasses * image + kClasses);
  }
  const auto expected = precisionRecallCurves(kClasses, actual, probabilities);
  const auto* chart = m_view.findChild<PrecisionRecallChart*>();
  ASSERT_EQ(chart->curveCount(), 3);
  for (int c = 0; c < 3; ++c) {
    const PrecisionRecallCurve& curve = expected[static_cast<std::size_t>(c)];
    ASSERT_EQ(chart->pointCount(c), static_cast<int>(curve.recall.size())) << c;
    for (int i = 0; i < chart->pointCount(c); ++i) {
      const auto from = curve.recall.size() - 1 - static_cast<std::size_t>(i); // from a recall of 0 on
      EXPECT_NEAR(chart->point(c, i).x(), curve.recall[from], 1e-9);
      EXPECT_NEAR(chart->point(c, i).y(), curve.precision[from], 1e-9);
    }
  }
}

TEST_F(ResultsViewTest, TheImagesInARectangleAreCounted) {
  DensityPanel& panel = m_view.density();
  EXPECT_EQ(panel.images().heading(), QStringLiteral("Draw a rectangle on the plot to see the images in it."));
  emit panel.view().chart().imagesSelected({7, 2, 3});
  EXPECT_EQ(panel.images().images(), (QVector<int>{7, 2, 3}));
  EXPECT_EQ(panel.images().heading(), QStringLiteral("Images in the rectangle: 3"));
}

/// The texts of a table, row by row.
QList<QStringList> rowsOf(const QAbstractItemModel& model) {
  QList<QStringList> rows;
  for (int row = 0; row < model.rowCount(); ++row) {
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
      cells << model.index(row, column).data().toString();
    }
    rows << cells;
  }
  return rows;
}

QStringList firstColumn(const ReportTable& table) {
  QStringList names;
  for (const QStringList& row : rowsOf(*table.model())) {
    names << row.first();
  }
  return names;
}

class ReportTableTest : public testing::Test {
protected:
  ReportTableTest() {
    Metrics metrics;
    metrics.classes = 3;
    metrics.perClass = {{0.91, 0.12346, 0.5, 1234}, {0.2, 0.92, 0.9, 56}, {0.3, 0.4, 0.1, 789}};
    metrics.confusion = {1234, 0, 0, 0, 56, 0, 0, 0, 789};
    metrics.macro = {0.61, 0.62, 0.63, 2079};
    metrics.weighted = {0.71, 0.72, 0.73, 2078};
    m_table.setMetrics(metrics, {{"Fear", 6}, {"Anger", 4}, {"Sadness", 3}});
  }

  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  ReportTable m_table;
};

TEST_F(ReportTableTest, EachColumnHasItsFigure) {
  EXPECT_EQ(rowsOf(*m_table.model()),
            (QList<QStringList>{{"Fear", "0.910", "0.123", "0.500", "1,234"},
                                {"Anger", "0.20", "0.92", "0.90", "56"},
                                {"Sadness", "0.30", "0.40", "0.10", "789"},
                                {"Mean of the classes", "0.610", "0.620", "0.630", "2,079"},
                                {"Mean weighted by support", "0.710", "0.720", "0.730", "2,078"}}));
  QStringList titles;
  for (int column = 0; column < 5; ++column) {
    titles << m_table.model()->headerData(column, Qt::Horizontal).toString();
  }
  EXPECT_EQ(titles, (QStringList{"Class", "Precision", "Recall", "F1", "Support"}));
}

TEST_F(ReportTableTest, SaysHowSureARecallIsAndGreysClassesOfFewImages) {
  Metrics metrics;
  metrics.classes = 2;
  metrics.perClass = {{0.9, 0.8, 0.85, 10}, {0.9, 0.9, 0.9, 30}};
  metrics.confusion = {8, 2, 3, 27};
  m_table.setMetrics(metrics, {{"Fear", 6}, {"Anger", 4}});
  const QAbstractItemModel& rows = *m_table.model();
  // Wilson's interval of 8 of 10, see uncertainty_test.cpp.
  EXPECT_TRUE(rows.index(0, 2).data(Qt::ToolTipRole).toString().contains("between 49.0 % and 94.3 %"))
      << rows.index(0, 2).data(Qt::ToolTipRole).toString().toStdString();
  EXPECT_EQ(rows.index(0, 1).data(Qt::ForegroundRole).value<QBrush>().color(), Theme::instance().colors().mutedText);
  EXPECT_FALSE(rows.index(1, 1).data(Qt::ForegroundRole).isValid()) << "thirty are enough";
}

TEST_F(ReportTableTest, SortsByTheNumbersOfEachColumn) {
  const QStringList means{"Mean of the classes", "Mean weighted by support"};
  const std::array<QStringList, 5> ascending{{{"Anger", "Fear", "Sadness"}, // by name
                                              {"Anger", "Sadness", "Fear"},
                                              {"Fear", "Sadness", "Anger"},
                                              {"Sadness", "Fear", "Anger"},
                                              {"Anger", "Sadness", "Fear"}}}; // as numbers: 56 before 789 before 1,234
  for (int column = 0; column < 5; ++column) {
    QStringList expected = ascending.at(static_cast<std::size_t>(column));
    m_table.sortByColumn(column, Qt::AscendingOrder);
    EXPECT_EQ(firstColumn(m_table), expected + means) << column;
    std::reverse(expected.begin(), expected.end());
    m_table.sortByColumn(column, Qt::DescendingOrder);
    EXPECT_EQ(firstColumn(m_table), expected + means) << column;
  }
}

TEST_F(ReportTableTest, SaysOfHowManyClassesTheMeanIs) {
  Metrics metrics;
  metrics.classes = 3;
  metrics.perClass = {{0.9, 0.1, 0.5, 4}, {0.2, 0.9, 0.8, 5}, {0, 0, 0, 0}};
  metrics.confusion = {4, 0, 0, 0, 5, 0, 0, 0, 0};
  m_table.setMetrics(metrics, {{"Fear", 6}, {"Anger", 4}, {"Sadness", 3}});
  EXPECT_EQ(firstColumn(m_table),
            (QStringList{"Fear", "Anger", "Sadness", "Mean of the classes that occur: 2", "Mean weighted by support"}));
}

} // namespace
} // namespace mien::ui
