#include "ui/charts/density/density_chart.h"

#include "core/common/error.h"
#include "tests/support/made_evaluation.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/density/density_picture.h"
#include "ui/charts/density/density_view.h"

#include <QComboBox>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <algorithm>
#include <numeric>

namespace mien::ui {
namespace {

class DensityChartTest : public test::ThemedTest {
protected:
  DensityChartTest() : m_result(std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(1500, 1, 64))) {
    m_request.result = m_result;
    m_request.images.resize(m_result->images.size());
    std::iota(m_request.images.begin(), m_request.images.end(), 0);
    test::present(m_chart);
  }

  void show() {
    QSignalSpy shown(&m_chart, &DensityChart::shown);
    m_chart.showRequest(m_request);
    ASSERT_TRUE(shown.wait(20000));
    QTest::qWait(50);
  }

  void drag(const QPoint& from, const QPoint& to) {
    QCustomPlot& plot = m_chart.plot();
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot, (from + to) / 2);
    QTest::mouseMove(&plot, to);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
  }

  std::shared_ptr<const EvaluationResult> m_result;
  DensityRequest m_request;
  DensityChart m_chart;
};

TEST_F(DensityChartTest, SaysOfWhichClassesThereAreTooFewImages) {
  show();
  EXPECT_EQ(m_chart.missing(), QString());
  // Four of contempt and none of disgust.
  int contempt = 0;
  std::erase_if(m_request.images, [&](int image) {
    const int actual = m_result->images[static_cast<std::size_t>(image)].actual;
    return actual == 5 || (actual == 7 && ++contempt > 4);
  });
  ASSERT_GT(contempt, 4);
  show();
  EXPECT_EQ(m_chart.missing(), QStringLiteral("Too few images for lines: Contempt"));
}

TEST_F(DensityChartTest, ARectangleChoosesTheImagesInIt) {
  show();
  const QSignalSpy selected(&m_chart, &DensityChart::imagesSelected);
  const QRect area = m_chart.plot().axisRect()->rect();
  const QPoint from(area.left() + area.width() / 4, area.top() + area.height() / 4);
  const QPoint to = area.center();
  drag(from, to);
  ASSERT_EQ(selected.size(), 1);
  const auto images = selected.last().at(0).value<QVector<int>>();
  EXPECT_FALSE(images.isEmpty());
  EXPECT_LT(images.size(), 1500);
  const DensityPicture& picture = *m_chart.picture();
  const auto inside = [&](int image) {
    const double x = m_chart.plot().xAxis->coordToPixel(picture.x[static_cast<std::size_t>(image)]);
    const double y = m_chart.plot().yAxis->coordToPixel(picture.y[static_cast<std::size_t>(image)]);
    return QRectF(from, to).adjusted(-1.5, -1.5, 1.5, 1.5).contains(x, y);
  };
  EXPECT_TRUE(std::ranges::all_of(images, inside));
  test::keepPictures(m_chart, QStringLiteral("density-selection"));

  QTest::keyClick(&m_chart, Qt::Key_Escape);
  EXPECT_TRUE(selected.last().at(0).value<QVector<int>>().isEmpty());
}

TEST_F(DensityChartTest, TheKeyboardChoosesAllInView) {
  show();
  const QSignalSpy selected(&m_chart, &DensityChart::imagesSelected);
  QTest::keyClick(&m_chart, Qt::Key_Return);
  EXPECT_EQ(selected.last().at(0).value<QVector<int>>().size(), 1500);
  for (int i = 0; i < 4; ++i) {
    QTest::keyClick(&m_chart, Qt::Key_Plus);
  }
  QTest::keyClick(&m_chart, Qt::Key_Return);
  EXPECT_LT(selected.last().at(0).value<QVector<int>>().size(), 1500);
}

TEST_F(DensityChartTest, ShowsContoursOfEachClass) {
  show();
  EXPECT_GE(m_chart.plot().legend->itemCount(), 7);
  for (const ClassContours& contours : m_chart.picture()->contours) {
    EXPECT_FALSE(contours.inner.empty());
    EXPECT_FALSE(contours.outer.empty());
  }
  test::keepPictures(m_chart, QStringLiteral("density"));
  m_chart.setPointsVisible(true);
  test::keepPictures(m_chart, QStringLiteral("density-points"));
}

TEST_F(DensityChartTest, GroupsImagesByTheirTruth) {
  // Images of classes 0 and 1, all taken for class 1: each class's contours lie round the answers of its own images.
  auto result = std::make_shared<EvaluationResult>(mien::test::madeEvaluation(60, 1));
  for (std::size_t i = 0; i < result->images.size(); ++i) {
    const bool first = i < 30;
    result->images[i].actual = first ? 0 : 1;
    result->images[i].predicted = 1;
    std::fill_n(result->probabilities.begin() + static_cast<std::ptrdiff_t>(8 * i), 8, 0.0F);
    const float share = (first ? 0.40F : 0.10F) + 0.002F * static_cast<float>(i % 30);
    result->probabilities[8 * i] = share;
    result->probabilities[8 * i + 1] = 1 - share;
  }
  DensityRequest request{
      result, std::vector<int>(60), {DensityAxis::Kind::Probability, 0}, {DensityAxis::Kind::Probability, 1}, -1};
  std::iota(request.images.begin(), request.images.end(), 0);
  ProjectionCache cache;
  const DensityPicture picture = makeDensityPicture(request, cache);
  ASSERT_EQ(picture.contours.size(), 2U);
  for (const ClassContours& contours : picture.contours) {
    for (const ContourLine& line : contours.inner) {
      for (const PlanePoint& point : line) {
        EXPECT_NEAR(point.x, contours.classIndex == 0 ? 0.43 : 0.13, 0.05) << contours.classIndex;
      }
    }
  }
}

TEST_F(DensityChartTest, SetsOneClassAgainstTheRest) {
  m_request.focus = 1;
  show();
  EXPECT_EQ(m_chart.plot().legend->itemCount(), 2);
  EXPECT_LT(*std::ranges::min_element(m_chart.picture()->map.values), 0);
  EXPECT_GT(*std::ranges::max_element(m_chart.picture()->map.values), 0);
  test::keepPictures(m_chart, QStringLiteral("density-against-rest"));
}

TEST_F(DensityChartTest, ShowsProbabilitiesToo) {
  m_request.x = {DensityAxis::Kind::Probability, 0};
  m_request.y = {DensityAxis::Kind::Probability, 3};
  show();
  EXPECT_TRUE(m_chart.plot().yAxis->label().contains(QStringLiteral("Sadness")));
  EXPECT_EQ(m_chart.picture()->x[7], m_result->probabilities[7 * 8]);
  test::keepPictures(m_chart, QStringLiteral("density-probabilities"));
}

TEST_F(DensityChartTest, OfManyRequestsTheNewestCounts) {
  QSignalSpy shown(&m_chart, &DensityChart::shown);
  for (int focus = 0; focus < 8; ++focus) {
    m_request.focus = focus;
    m_chart.showRequest(m_request);
  }
  ASSERT_TRUE(shown.wait(20000));
  QTest::qWait(100);
  EXPECT_EQ(shown.size(), 1);
  EXPECT_EQ(m_chart.picture()->request.focus, 7);
}

TEST_F(DensityChartTest, SaysThatEmbeddingsAreMissing) {
  m_request.result = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(100, 1, 0));
  m_request.images = {0, 1, 2};
  QSignalSpy failed(&m_chart, &DensityChart::failed);
  m_chart.showRequest(m_request);
  ASSERT_TRUE(failed.wait(20000));
  EXPECT_TRUE(failed.last().at(0).toString().contains(QStringLiteral("embeddings")));
}

TEST_F(DensityChartTest, MayBeDestroyedWhileItComputes) {
  DensityChart chart;
  chart.showRequest(m_request);
}

TEST_F(DensityChartTest, HoldsWithFewImages) {
  m_request.images = {4};
  show();
  const DensityPicture& one = *m_chart.picture();
  const auto peak = std::ranges::max_element(one.map.values) - one.map.values.begin();
  const double column = static_cast<double>(peak % one.map.columns);
  const double row = static_cast<double>(peak / one.map.columns);
  const double step = (one.map.range.x1 - one.map.range.x0) / (one.map.columns - 1);
  EXPECT_NEAR(one.map.x(column), one.x[4], step);
  EXPECT_NEAR(one.map.y(row), one.y[4], (one.map.range.y1 - one.map.range.y0) / (one.map.rows - 1));
  m_request.images = {};
  show();
  const auto& none = m_chart.picture()->map.values;
  EXPECT_FALSE(none.empty());
  EXPECT_EQ(std::ranges::count(none, 0.0F), static_cast<std::ptrdiff_t>(none.size()));
  EXPECT_TRUE(m_chart.picture()->contours.empty());
}

TEST_F(DensityChartTest, TheViewOffersAxesAndClasses) {
  DensityView view;
  test::present(view);
  QSignalSpy shown(&view.chart(), &DensityChart::shown);
  view.setImages(m_result, m_request.images);
  ASSERT_TRUE(shown.wait(20000));
  const auto boxes = view.findChildren<QComboBox*>();
  ASSERT_EQ(boxes.size(), 3);
  EXPECT_EQ(boxes[0]->currentText(), QStringLiteral("Discriminant 1"));
  EXPECT_EQ(boxes[1]->currentText(), QStringLiteral("Discriminant 2"));
  const int component = boxes[0]->findText(QStringLiteral("Component 2"));
  ASSERT_GE(component, 0);
  boxes[0]->setCurrentIndex(component);
  ASSERT_TRUE(shown.wait(20000));
  EXPECT_EQ(view.chart().picture()->request.x, (DensityAxis{DensityAxis::Kind::Principal, 1}));
  EXPECT_EQ(view.chart().picture()->request.y, (DensityAxis{DensityAxis::Kind::Discriminant, 1}));
  boxes[2]->setCurrentIndex(3);
  ASSERT_TRUE(shown.wait(20000));
  EXPECT_EQ(view.chart().picture()->request.focus, 2);
}

TEST_F(DensityChartTest, ProjectsAResultOnce) {
  ProjectionCache cache;
  const Projection& first = cache.discriminant(m_result);
  const float* numbers = first.x.data();
  m_request.focus = 2;
  EXPECT_EQ(makeDensityPicture(m_request, cache).x, first.x);
  EXPECT_EQ(cache.discriminant(m_result).x.data(), numbers) << "computed anew";
  m_request.x = {DensityAxis::Kind::Principal, 0};
  EXPECT_EQ(makeDensityPicture(m_request, cache).x, cache.principal(m_result).x);
  EXPECT_EQ(cache.discriminant(m_result).x.data(), numbers) << "the other projection is kept";
  const auto other = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(40, 2, 64));
  EXPECT_EQ(cache.discriminant(other).x.size(), 40U);
}

} // namespace
} // namespace mien::ui
