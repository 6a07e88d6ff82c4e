#include "ui/evaluate/compare/compare_view.h"

#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/evaluate/compare/comparison.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/evaluate/images/evaluated_image_list.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QTableWidget>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

/// A model with figures that begin at `from` and are all different.
std::shared_ptr<EvaluationResult> evaluation(const char* run, double from, std::vector<std::string> labels) {
  auto result = std::make_shared<EvaluationResult>();
  result->weights = std::filesystem::path("/saved") / run / "model_best.pth";
  Metrics& metrics = result->metrics;
  metrics.accuracy = from + 0.01;
  metrics.top2Accuracy = from + 0.02;
  metrics.macro = {from + 0.03, from + 0.04, from + 0.05, 7};
  metrics.weighted = {from + 0.06, from + 0.07, from + 0.08, 8};
  metrics.loss = from + 0.09;
  metrics.expectedCalibrationError = from + 0.1;
  for (std::size_t c = 0; c < labels.size(); ++c) {
    const double own = from + 0.001 * static_cast<double>(c + 1);
    metrics.perClass.push_back({own + 0.2, own + 0.3, own + 0.11, 9});
  }
  result->model.labels = std::move(labels);
  result->timing.singleImage = {200, 10 * from + 5, 10 * from + 9};
  result->timing.trainingSeconds = 1000 * from;
  return result;
}

TEST(CompareFigures, EachRowHasItsFiguresSideBySide) {
  const auto figures = compareFigures(*evaluation("a", 0.2, {"fear", "anger", "sadness"}),
                                      *evaluation("b", 0.4, {"sadness", "fear", "contempt"}));
  struct Row {
    const char* name;
    double first;
    double second;
    int decimals;
    bool higher;
  };
  const std::vector<Row> rows{{"Accuracy", 0.21, 0.41, 4, true},        {"Top-2 accuracy", 0.22, 0.42, 4, true},
                              {"Macro-F1", 0.25, 0.45, 4, true},        {"Macro precision", 0.23, 0.43, 4, true},
                              {"Macro recall", 0.24, 0.44, 4, true},    {"Weighted F1", 0.28, 0.48, 4, true},
                              {"Loss", 0.29, 0.49, 4, false},           {"Calibration error", 0.3, 0.5, 4, false},
                              {"Time per image in ms", 7, 9, 2, false}, {"Training time in s", 200, 400, 0, false},
                              {"F1 of Fear", 0.311, 0.512, 4, true},    {"F1 of Sadness", 0.313, 0.511, 4, true}};
  ASSERT_EQ(figures.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(figures[i].name, QString::fromLatin1(rows[i].name));
    EXPECT_NEAR(figures[i].first, rows[i].first, 1e-12) << rows[i].name;
    EXPECT_NEAR(figures[i].second, rows[i].second, 1e-12) << rows[i].name;
    EXPECT_EQ(figures[i].decimals, rows[i].decimals) << rows[i].name;
    EXPECT_EQ(figures[i].better == ComparedFigure::Better::Higher, rows[i].higher) << rows[i].name;
  }
}

TEST(CompareFigures, ATimeThatOnlyOneModelHasIsLeftOut) {
  const auto first = evaluation("a", 0.2, {"fear"});
  const auto second = evaluation("b", 0.4, {"fear"});
  second->timing.trainingSeconds.reset();
  for (const ComparedFigure& figure : compareFigures(*first, *second)) {
    EXPECT_NE(figure.name, QStringLiteral("Training time in s"));
  }
}

class CompareViewTest : public testing::Test {
protected:
  CompareViewTest() : m_workspace(toQt(m_folder.path())), m_view(m_workspace) {}

  /// The four cells of the row with a name.
  QStringList row(const QString& name) const {
    QStringList cells;
    if (const int found = rowOf(name); found >= 0) {
      for (int column = 0; column < 4; ++column) {
        cells << m_view.figures().item(found, column)->text();
      }
    }
    return cells;
  }
  int rowOf(const QString& name) const {
    for (int row = 0; row < m_view.figures().rowCount(); ++row) {
      if (m_view.figures().item(row, 0)->text() == name) {
        return row;
      }
    }
    return -1;
  }
  const QTableWidgetItem& change(const QString& name) const { return *m_view.figures().item(rowOf(name), 3); }

  mien::test::ScreenLocale m_english{QLocale::c()};
  mien::test::TempFolder m_folder;
  Workspace m_workspace;
  CompareView m_view;
};

TEST_F(CompareViewTest, TheDifferenceIsThatOfTheSecondFromTheFirst) {
  const auto second = evaluation("second", 0.4, {"fear", "anger"});
  second->metrics.loss = 0.17;                // lower is better
  second->metrics.macro.recall = 0.05;        // worse
  second->metrics.top2Accuracy = 0.22 + 2e-5; // not seen at these places
  second->timing.trainingSeconds = 200.4;     // nor this
  m_view.setSource(evaluation("first", 0.2, {"fear", "anger"}), nullptr);
  m_view.setOther(second);
  QStringList titles;
  for (int column = 0; column < 4; ++column) {
    titles << m_view.figures().horizontalHeaderItem(column)->text();
  }
  EXPECT_EQ(titles, (QStringList{"Figure", "first", "second", "Difference"}));
  EXPECT_EQ(row("Accuracy"), (QStringList{"Accuracy", "0.2100", "0.4100", "+0.2000"}));
  EXPECT_EQ(row("Loss"), (QStringList{"Loss", "0.2900", "0.1700", "-0.1200"}));
  EXPECT_EQ(row("Macro recall"), (QStringList{"Macro recall", "0.2400", "0.0500", "-0.1900"}));
  EXPECT_EQ(row("Time per image in ms"), (QStringList{"Time per image in ms", "7.00", "9.00", "+2.00"}));
  EXPECT_EQ(row("Training time in s").mid(0, 3), (QStringList{"Training time in s", "200", "200"}));
  const ThemeColors& theme = Theme::instance().colors();
  for (const char* better : {"Accuracy", "Loss"}) {
    EXPECT_EQ(change(better).foreground().color(), theme.success) << better;
    EXPECT_EQ(change(better).toolTip(), QStringLiteral("The second model is better.")) << better;
  }
  for (const char* worse : {"Macro recall", "Time per image in ms", "Calibration error"}) {
    EXPECT_EQ(change(worse).foreground().color(), theme.danger) << worse;
    EXPECT_EQ(change(worse).toolTip(), QStringLiteral("The second model is worse.")) << worse;
  }
  for (const char* same : {"Top-2 accuracy", "Training time in s"}) {
    EXPECT_EQ(change(same).toolTip(), QString()) << same;
    EXPECT_EQ(change(same).foreground().style(), Qt::NoBrush) << same;
    EXPECT_FALSE(change(same).text().startsWith('+')) << same;
  }
}

TEST_F(CompareViewTest, ListsTheImagesOfTheKindThatIsChosen) {
  const auto first = evaluation("first", 0.2, {"fear", "anger", "sadness"});
  const auto second = evaluation("second", 0.4, {"fear", "anger", "sadness"});
  // Only the first is right: 0, 3, 5; only the second: 1, 2; neither, but differently: 4; the same: 6.
  const std::vector<std::array<int, 3>> answers{{0, 0, 1}, {1, 0, 1}, {2, 1, 2}, {1, 1, 0},
                                                {0, 1, 2}, {2, 2, 0}, {1, 1, 1}};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string file = std::to_string(i) + ".png";
    first->images.push_back({file, {}, answers[i][0], answers[i][1]});
    second->images.push_back({file, {}, answers[i][0], answers[i][2]});
    for (const auto& result : {first, second}) {
      result->probabilities.insert(result->probabilities.end(), {0.2F, 0.3F, 0.5F});
    }
  }
  m_view.setSource(first, nullptr);
  m_view.setOther(second);
  auto* kind = m_view.findChild<QComboBox*>(QString(), Qt::FindDirectChildrenOnly);
  for (QComboBox* box : m_view.findChildren<QComboBox*>()) {
    kind = box->accessibleName() == QStringLiteral("Which images") ? box : kind;
  }
  const auto expectImages = [&](const char* text, const QVector<int>& images) {
    kind->setCurrentIndex(kind->findText(QString::fromLatin1(text)));
    EXPECT_EQ(m_view.images().images(), images) << text;
    EXPECT_EQ(m_view.images().heading(), QStringLiteral("Images: %1").arg(images.size())) << text;
  };
  expectImages("Only the first model is right", {0, 3, 5});
  expectImages("Only the second model is right", {1, 2});
  expectImages("All disagreements", {0, 1, 2, 3, 4, 5});
}

TEST(EvaluateBar, OffersTheSplitsWithTheirImagesAndSaysHowFarItIs) {
  const mien::test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  const mien::test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  EvaluateBar bar(workspace);
  auto dataset = std::make_shared<Dataset>();
  dataset->summary.images = {12345, 0, 67};
  workspace.setDataset(dataset);
  QComboBox* splits = nullptr;
  QComboBox* labels = nullptr;
  for (QComboBox* box : bar.findChildren<QComboBox*>()) {
    splits = box->accessibleName() == QStringLiteral("Images to evaluate on") ? box : splits;
    labels = box->accessibleName() == QStringLiteral("How votes become labels") ? box : labels;
  }
  ASSERT_NE(splits, nullptr);
  ASSERT_NE(labels, nullptr);
  ASSERT_EQ(splits->count(), 2) << "a split without images is not offered";
  EXPECT_EQ(splits->itemText(0), QStringLiteral("Training (12,345)"));
  EXPECT_EQ(splits->itemText(1), QStringLiteral("Test (67)"));
  EXPECT_EQ(bar.options().split, Split::Test) << "what no training has seen";
  splits->setCurrentIndex(0);
  labels->setCurrentIndex(labels->findText(QStringLiteral("Several right")));
  EXPECT_EQ(bar.options().split, Split::Train);
  EXPECT_EQ(bar.options().policy, LabelPolicy::MultiTarget);

  bar.setRunning(true);
  bar.setProgress(1500, 12345, 87.6);
  const auto* progress = bar.findChild<QProgressBar*>();
  EXPECT_EQ(progress->value(), 1500);
  EXPECT_EQ(progress->maximum(), 12345);
  QStringList texts;
  for (const QLabel* label : bar.findChildren<QLabel*>()) {
    texts << label->text();
  }
  EXPECT_TRUE(texts.contains(QStringLiteral("1,500 of 12,345 images, 88 per second"))) << texts.join('|').toStdString();
}

} // namespace
} // namespace mien::ui
