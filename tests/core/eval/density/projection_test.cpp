#include "core/eval/density/projection.h"

#include "core/common/error.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace mien {
namespace {

/// Rows around one centre a class, more spread along the first columns.
std::vector<float> clusters(int rows, int size, std::vector<int>& classes, int count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::vector<float> centers(static_cast<std::size_t>(count * size));
  std::ranges::generate(centers, [&] { return 1.5F * normal(random); });
  std::vector<float> values;
  for (int i = 0; i < rows; ++i) {
    classes.push_back(i % count);
    for (int c = 0; c < size; ++c) {
      const float spread = 3.0F / (1.0F + static_cast<float>(c) / 4);
      values.push_back(1.0F + centers[static_cast<std::size_t>(classes.back() * size + c)] + spread * normal(random));
    }
  }
  return values;
}

double correlation(const std::vector<float>& a, const std::vector<float>& b) {
  const auto n = static_cast<double>(a.size());
  const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) * (a[i] - meanA);
    bb += (b[i] - meanB) * (b[i] - meanB);
  }
  return ab / std::sqrt(aa * bb);
}

std::vector<float> column(const cv::Mat& matrix, int index) {
  cv::Mat part;
  matrix.col(index).convertTo(part, CV_32F);
  return {part.begin<float>(), part.end<float>()};
}

TEST(PrincipalComponents, AgreeWithOpenCvs) {
  std::vector<int> classes;
  std::vector<float> values = clusters(300, 60, classes, 5, 1);
  const Projection found = principalComponents(values, 60);
  const cv::Mat1f rows(300, 60, values.data());
  const cv::PCA exact(rows, cv::noArray(), cv::PCA::DATA_AS_ROW);
  const cv::Mat scores = exact.project(rows);
  EXPECT_GT(std::abs(correlation(found.x, column(scores, 0))), 0.9999);
  EXPECT_GT(std::abs(correlation(found.y, column(scores, 1))), 0.9999);
  const double all = cv::sum(exact.eigenvalues)[0];
  EXPECT_NEAR(found.xShare, exact.eigenvalues.at<float>(0) / all, 1e-3);
  EXPECT_NEAR(found.yShare, exact.eigenvalues.at<float>(1) / all, 1e-3);
  EXPECT_NEAR(std::accumulate(found.x.begin(), found.x.end(), 0.0), 0, 0.05);
}

TEST(PrincipalComponents, HaveTheirLargestValueOnThePositiveSide) {
  // Nine images at 0 and one far out: the far one decides, whichever way the component was found.
  for (const float far : {10.0F, -10.0F}) {
    std::vector<float> values(40);
    values[0] = far;
    values[5] = 1;
    const Projection found = principalComponents(values, 4);
    EXPECT_GT(found.x[0], 8);
    for (const auto* axis : {&found.x, &found.y}) {
      const auto [low, high] = std::ranges::minmax(*axis);
      EXPECT_GT(high, -low);
    }
  }
}

TEST(PrincipalComponents, AreTheSameEachTime) {
  std::vector<int> classes;
  const std::vector<float> values = clusters(100, 200, classes, 5, 2);
  EXPECT_EQ(principalComponents(values, 200).x, principalComponents(values, 200).x);
}

TEST(PrincipalComponents, HoldWhenNothingVaries) {
  const std::vector<float> values(40, 2.0F);
  const Projection found = principalComponents(values, 4);
  EXPECT_EQ(found.xShare, 0);
  for (const float value : found.x) {
    EXPECT_NEAR(value, 0, 1e-6);
  }
}

TEST(PrincipalComponents, RefuseWhatDoesNotFit) {
  std::vector<float> values(40, 2.0F);
  EXPECT_THROW((void)principalComponents(values, 7), Error);
  EXPECT_THROW((void)principalComponents(std::span(values).first(8), 4), Error);
  values[3] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW((void)principalComponents(values, 4), Error);
}

TEST(DiscriminantComponents, AgreeWithOpenCvs) {
  std::vector<int> classes;
  std::vector<float> values = clusters(400, 20, classes, 4, 3);
  const Projection found = discriminantComponents(values, 20, classes);
  cv::Mat1f rows(400, 20, values.data());
  cv::LDA exact(rows, classes, 2);
  const cv::Mat scores = exact.project(rows);
  EXPECT_GT(std::abs(correlation(found.x, column(scores, 0))), 0.999);
  EXPECT_GT(std::abs(correlation(found.y, column(scores, 1))), 0.999);
  EXPECT_GT(found.xShare, found.yShare);
  EXPECT_LE(found.xShare + found.yShare, 1);
}

/// Fisher's ratios, the greatest first: the eigenvalues of W^-1 B with B the scatter of the class means weighted by the
/// classes' sizes, as scikit-learn has them too (cv::LDA counts each class once).
cv::Mat1d scatterRatios(const std::vector<float>& values, int size, const std::vector<int>& classes) {
  const cv::Mat1f given(static_cast<int>(classes.size()), size, const_cast<float*>(values.data()));
  cv::Mat1d rows;
  given.convertTo(rows, CV_64F);
  cv::Mat1d mean;
  cv::reduce(rows, mean, 0, cv::REDUCE_AVG);
  cv::Mat1d between = cv::Mat1d::zeros(size, size);
  cv::Mat1d within = cv::Mat1d::zeros(size, size);
  for (int k = 0; k <= *std::ranges::max_element(classes); ++k) {
    cv::Mat1d members;
    for (int i = 0; i < rows.rows; ++i) {
      if (classes[static_cast<std::size_t>(i)] == k) {
        members.push_back(rows.row(i));
      }
    }
    cv::Mat1d own;
    cv::reduce(members, own, 0, cv::REDUCE_AVG);
    between += members.rows * (own - mean).t() * (own - mean);
    for (int i = 0; i < members.rows; ++i) {
      within += (members.row(i) - own).t() * (members.row(i) - own);
    }
  }
  cv::Mat1d ratios;
  cv::Mat1d ignored;
  cv::eigenNonSymmetric(cv::Mat1d(within.inv() * between), ratios, ignored);
  cv::sort(ratios, ratios, cv::SORT_EVERY_COLUMN | cv::SORT_DESCENDING);
  return ratios;
}

TEST(DiscriminantComponents, WeighEachClassByItsSize) {
  // As FER+ is: one class has most of the images, one hardly any.
  std::vector<int> classes;
  std::vector<float> all = clusters(1600, 12, classes, 4, 8);
  std::vector<int> kept;
  std::vector<float> values;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::array<std::size_t, 4> oneIn{1, 2, 8, 40};
    if (i / 4 % oneIn[static_cast<std::size_t>(classes[i])] == 0) {
      kept.push_back(classes[i]);
      values.insert(values.end(), all.begin() + static_cast<std::ptrdiff_t>(12 * i),
                    all.begin() + static_cast<std::ptrdiff_t>(12 * (i + 1)));
    }
  }
  const Projection found = discriminantComponents(values, 12, kept);
  const cv::Mat1d separations = scatterRatios(values, 12, kept);
  const double sum = cv::sum(separations)[0];
  EXPECT_NEAR(found.xShare, separations(0) / sum, 2e-3);
  EXPECT_NEAR(found.yShare, separations(1) / sum, 2e-3);
}

TEST(DiscriminantComponents, HoldWithOneClass) {
  std::vector<int> classes;
  const std::vector<float> values = clusters(50, 20, classes, 1, 4);
  const Projection found = discriminantComponents(values, 20, classes);
  EXPECT_EQ(found.x.size(), 50U);
  for (const float value : found.x) {
    EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(DiscriminantComponents, NeedAClassForEachRow) {
  std::vector<int> classes;
  const std::vector<float> values = clusters(50, 20, classes, 2, 5);
  classes.pop_back();
  EXPECT_THROW((void)discriminantComponents(values, 20, classes), Error);
  classes.push_back(-1);
  EXPECT_THROW((void)discriminantComponents(values, 20, classes), Error);
}

} // namespace
} // namespace mien
