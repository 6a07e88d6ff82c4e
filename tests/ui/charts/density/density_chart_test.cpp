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
#include <array>
#include <cmath>
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

/// 60 images in the plane of P(first) and P(second): 40 of the class "fear" round (0.3, 0.6), 20 of "neutral" round
/// (0.7, 0.2), in an order of classes that is not Mien's.
std::shared_ptr<EvaluationResult> twoClusters() {
  auto result = std::make_shared<EvaluationResult>();
  result->model.labels = {"fear", "neutral", "anger"};
  for (int i = 0; i < 60; ++i) {
    const bool fear = i % 3 != 0;
    const float angle = static_cast<float>(i) * 2.4F; // a sunflower: even in all directions
    const float away = 0.06F * std::sqrt(static_cast<float>(i) / 60);
    const float x = (fear ? 0.3F : 0.7F) + away * std::cos(angle);
    const float y = (fear ? 0.6F : 0.2F) + away * std::sin(angle);
    result->images.push_back({std::to_string(i), {}, fear ? 0 : 1, i % 2});
    result->probabilities.insert(result->probabilities.end(), {x, y, 1 - x - y});
  }
  return result;
}

DensityRequest requestOf(std::shared_ptr<EvaluationResult> result, int focus = -1) {
  DensityRequest request;
  request.images.resize(result->images.size());
  std::iota(request.images.begin(), request.images.end(), 0);
  request.result = std::move(result);
  request.x = {DensityAxis::Kind::Probability, 0};
  request.y = {DensityAxis::Kind::Probability, 1};
  request.focus = focus;
  return request;
}

DensityPicture pictureOf(const DensityRequest& request) {
  ProjectionCache cache;
  return makeDensityPicture(request, cache);
}

/// The value of the map at a place.
float mapAt(const DensityPicture& picture, double x, double y) {
  const DensityGrid& map = picture.map;
  const auto step = [](double value, double from, double to, int count) {
    return static_cast<int>(std::lround((value - from) / (to - from) * (count - 1)));
  };
  return map.at(step(x, map.range.x0, map.range.x1, map.columns), step(y, map.range.y0, map.range.y1, map.rows));
}

/// Of the images of a class, the share within the lines: a ray to the right crosses them an odd number of times.
double shareInside(const std::vector<ContourLine>& lines, const DensityPicture& picture, int classIndex) {
  int all = 0;
  int inside = 0;
  for (std::size_t i = 0; i < picture.x.size(); ++i) {
    if (picture.request.result->images[i].actual != classIndex) {
      continue;
    }
    ++all;
    int crossings = 0;
    for (const ContourLine& line : lines) {
      for (std::size_t k = 1; k < line.size(); ++k) {
        const PlanePoint& a = line[k - 1];
        const PlanePoint& b = line[k];
        if ((a.y > picture.y[i]) != (b.y > picture.y[i]) &&
            a.x + (picture.y[i] - a.y) / (b.y - a.y) * (b.x - a.x) > picture.x[i]) {
          ++crossings;
        }
      }
    }
    inside += crossings % 2;
  }
  return static_cast<double>(inside) / all;
}

TEST(DensityPicture, TheInnerLineHoldsHalfOfAClassAndTheOuterOneFourFifths) {
  const DensityPicture picture = pictureOf(requestOf(twoClusters()));
  ASSERT_EQ(picture.contours.size(), 2U);
  for (const ClassContours& contours : picture.contours) {
    // The kernel blurs the clusters, so that a few images more than their share lie inside.
    EXPECT_NEAR(shareInside(contours.inner, picture, contours.classIndex), 0.58, 0.13);
    EXPECT_NEAR(shareInside(contours.outer, picture, contours.classIndex), 0.92, 0.08);
  }
}

TEST(DensityPicture, ClassesCountByTheirImages) {
  const DensityPicture picture = pictureOf(requestOf(twoClusters()));
  // Twice as many images in a cluster of the same size; the narrower kernel of more images adds a little.
  EXPECT_NEAR(mapAt(picture, 0.3, 0.6) / mapAt(picture, 0.7, 0.2), 2, 0.5);
  double mass = 0;
  for (const float value : picture.map.values) {
    mass += value;
  }
  const PlaneRange& range = picture.map.range;
  mass *= (range.x1 - range.x0) / (picture.map.columns - 1) * (range.y1 - range.y0) / (picture.map.rows - 1);
  EXPECT_NEAR(mass, 1, 0.05);
}

TEST(DensityPicture, TheClassInFocusIsPositiveAndTheRestNegative) {
  const DensityPicture picture = pictureOf(requestOf(twoClusters(), 1));
  EXPECT_GT(mapAt(picture, 0.7, 0.2), 1);
  EXPECT_LT(mapAt(picture, 0.3, 0.6), -1);
  ASSERT_EQ(picture.contours.size(), 2U);
  for (const ClassContours& contours : picture.contours) {
    const PlanePoint& point = contours.inner.front().front();
    EXPECT_NEAR(point.x, contours.classIndex == 1 ? 0.7 : 0.3, 0.1) << contours.classIndex;
    EXPECT_TRUE(contours.classIndex == 1 || contours.classIndex == -1) << contours.classIndex;
  }
}

TEST(DensityPicture, EachAxisHasItsOwnValuesAndShare) {
  const auto result = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(400, 3, 16));
  std::vector<int> actual;
  for (const EvaluatedImage& image : result->images) {
    actual.push_back(image.actual);
  }
  const Projection principal = principalComponents(result->embeddings, 16);
  const Projection discriminant = discriminantComponents(result->embeddings, 16, actual);
  ASSERT_GT(std::abs(principal.xShare - principal.yShare), 0.01);
  ASSERT_GT(std::abs(discriminant.xShare - discriminant.yShare), 0.01);
  DensityRequest request;
  request.result = result;
  request.images = {0, 1, 2, 3, 4, 5, 6, 7, 8};
  request.x = {DensityAxis::Kind::Discriminant, 0};
  request.y = {DensityAxis::Kind::Principal, 1};
  const DensityPicture one = pictureOf(request);
  EXPECT_EQ(one.x, discriminant.x);
  EXPECT_EQ(one.xShare, discriminant.xShare);
  EXPECT_EQ(one.y, principal.y);
  EXPECT_EQ(one.yShare, principal.yShare);
  request.x = {DensityAxis::Kind::Principal, 0};
  request.y = {DensityAxis::Kind::Discriminant, 1};
  const DensityPicture other = pictureOf(request);
  EXPECT_EQ(other.x, principal.x);
  EXPECT_EQ(other.xShare, principal.xShare);
  EXPECT_EQ(other.y, discriminant.y);
  EXPECT_EQ(other.yShare, discriminant.yShare);
}

TEST_F(DensityChartTest, AxesAndTitleSayWhatIsShown) {
  DensityPicture picture = pictureOf(requestOf(twoClusters()));
  picture.xShare = 0.42;
  picture.yShare = 0.13;
  picture.request.x = {DensityAxis::Kind::Principal, 0};
  picture.request.y = {DensityAxis::Kind::Principal, 1};
  m_chart.setPicture(picture);
  EXPECT_EQ(m_chart.plot().xAxis->label(), QStringLiteral("First principal component (42 % of the variance)"));
  EXPECT_EQ(m_chart.plot().yAxis->label(), QStringLiteral("Second principal component (13 % of the variance)"));
  EXPECT_EQ(m_chart.title(),
            QStringLiteral("Density of the faces by true emotion (lines round 50 % and 80 % of each)"));
  picture.request.x = {DensityAxis::Kind::Discriminant, 0};
  picture.request.y = {DensityAxis::Kind::Discriminant, 1};
  picture.request.focus = 2;
  m_chart.setPicture(picture);
  EXPECT_EQ(m_chart.plot().xAxis->label(), QStringLiteral("First discriminant (42 % of the separation)"));
  EXPECT_EQ(m_chart.plot().yAxis->label(), QStringLiteral("Second discriminant (13 % of the separation)"));
  EXPECT_EQ(m_chart.title(), QStringLiteral("Density of Anger against the rest (lines round 50 % and 80 % of each)"));
  picture.request.x = {DensityAxis::Kind::Probability, 1};
  picture.request.y = {DensityAxis::Kind::Probability, 0};
  m_chart.setPicture(picture);
  EXPECT_EQ(m_chart.plot().xAxis->label(), QStringLiteral("Probability of Neutral"));
  EXPECT_EQ(m_chart.plot().yAxis->label(), QStringLiteral("Probability of Fear"));
}

TEST_F(DensityChartTest, TheGroundIsDarkestWhereTheFacesAre) {
  for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(theme);
    DensityPicture picture = pictureOf(requestOf(twoClusters()));
    picture.contours.clear();
    m_chart.setPicture(picture);
    const QImage image = test::drawnPlot(m_chart);
    const auto distance = [&](double x, double y) { // from the empty ground
      const QPoint at(qRound(m_chart.plot().xAxis->coordToPixel(x)), qRound(m_chart.plot().yAxis->coordToPixel(y)));
      return std::abs(image.pixelColor(at).lightness() - Theme::instance().colors().surface.lightness());
    };
    EXPECT_GT(distance(0.3, 0.6), 60);
    EXPECT_GT(distance(0.7, 0.2), 30);
    EXPECT_LT(distance(0.7, 0.2), distance(0.3, 0.6));
    EXPECT_LT(distance(0.7, 0.6), 4);
    EXPECT_LT(distance(0.3, 0.2), 4);
  }
}

TEST_F(DensityChartTest, LinesAndPointsAreThoseOfTheirClass) {
  m_chart.setPointsVisible(true);
  const DensityPicture picture = pictureOf(requestOf(twoClusters()));
  m_chart.setPicture(picture);
  QCustomPlot& plot = m_chart.plot();
  struct Lines {
    QString name;
    QColor color;
    double middle;
  };
  std::vector<Lines> inner;
  for (int i = 0; i < plot.plottableCount(); ++i) {
    const auto* curve = qobject_cast<QCPCurve*>(plot.plottable(i));
    if (curve == nullptr || plot.legend->itemWithPlottable(curve) == nullptr) {
      continue;
    }
    bool found = false;
    EXPECT_EQ(curve->pen().style(), Qt::SolidLine);
    inner.push_back({curve->name(), curve->pen().color(), curve->getKeyRange(found).center()});
  }
  ASSERT_EQ(inner.size(), 2U);
  EXPECT_EQ(inner[0].name, QStringLiteral("Fear"));
  EXPECT_EQ(inner[0].color, emotionColor(static_cast<int>(Emotion::Fear)));
  EXPECT_NEAR(inner[0].middle, 0.3, 0.03);
  EXPECT_EQ(inner[1].name, QStringLiteral("Neutral"));
  EXPECT_EQ(inner[1].color, emotionColor(static_cast<int>(Emotion::Neutral)));
  EXPECT_NEAR(inner[1].middle, 0.7, 0.03);

  ASSERT_EQ(plot.graphCount(), 3) << "a class each";
  const std::array<int, 3> count{40, 20, 0};
  const std::array<Emotion, 3> emotion{Emotion::Fear, Emotion::Neutral, Emotion::Anger};
  for (int c = 0; c < 3; ++c) {
    const auto place = static_cast<std::size_t>(c);
    EXPECT_EQ(plot.graph(c)->dataCount(), count.at(place)) << c;
    QColor color = plot.graph(c)->scatterStyle().brush().color();
    color.setAlphaF(1);
    EXPECT_EQ(color, emotionColor(static_cast<int>(emotion.at(place)))) << c;
  }
  const QCPGraphData& neutral = *plot.graph(1)->data()->constBegin(); // sorted by x
  EXPECT_NEAR(neutral.key, 0.7, 0.07);
  EXPECT_NEAR(neutral.value, 0.2, 0.07);
}

TEST_F(DensityChartTest, ARectangleIsLeftRightBottomAndTop) {
  m_chart.setPicture(pictureOf(requestOf(twoClusters())));
  const QSignalSpy selected(&m_chart, &DensityChart::imagesSelected);
  m_chart.chooseIn({0.6, 0.8, 0.1, 0.3}); // round the 20 of "neutral": 0, 3, 6, ...
  QVector<int> expected;
  for (int i = 0; i < 60; i += 3) {
    expected << i;
  }
  EXPECT_EQ(selected.last().at(0).value<QVector<int>>(), expected);
  m_chart.chooseIn({0.1, 0.3, 0.6, 0.8});
  for (const int image : selected.last().at(0).value<QVector<int>>()) {
    EXPECT_NE(image % 3, 0);
  }
}

TEST_F(DensityChartTest, ReturnChoosesWhatIsInViewAcrossAndUp) {
  m_chart.setPicture(pictureOf(requestOf(twoClusters())));
  const QSignalSpy selected(&m_chart, &DensityChart::imagesSelected);
  m_chart.plot().xAxis->setRange(0.2, 0.4);
  m_chart.plot().yAxis->setRange(0.5, 0.7);
  QTest::keyClick(&m_chart, Qt::Key_Return);
  EXPECT_EQ(selected.last().at(0).value<QVector<int>>().size(), 40) << "all of fear, none of neutral";
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
