#include "core/eval/metrics/calibration.h"

#include "core/common/error.h"
#include "core/eval/metrics/metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace mien {
namespace {

constexpr int kClasses = 4;

struct Answers {
  std::vector<int> actual;
  std::vector<float> probabilities;
};

std::vector<double> softmax(const std::vector<double>& logits, double temperature) {
  std::vector<double> row;
  double sum = 0;
  for (const double logit : logits) {
    row.push_back(std::exp(logit / temperature));
    sum += row.back();
  }
  for (double& value : row) {
    value /= sum;
  }
  return row;
}

/// True classes drawn from softmax(logits), answers that claim softmax(logits / claimed).
Answers answersOf(double claimed, int images) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal(0, 2);
  Answers answers;
  for (int i = 0; i < images; ++i) {
    std::vector<double> logits(kClasses);
    for (double& logit : logits) {
      logit = normal(random);
    }
    const std::vector<double> truth = softmax(logits, 1);
    answers.actual.push_back(std::discrete_distribution<int>(truth.begin(), truth.end())(random));
    for (const double p : softmax(logits, claimed)) {
      answers.probabilities.push_back(static_cast<float>(p));
    }
  }
  return answers;
}

TEST(Calibration, FindsTheTemperatureThatMadeTheAnswersTooSure) {
  for (const double claimed : {0.125, 0.5, 1.0, 2.0, 8.0}) {
    const Answers answers = answersOf(claimed, 20000);
    EXPECT_NEAR(fitTemperature(kClasses, answers.actual, answers.probabilities), 1 / claimed, 0.05 / claimed);
  }
}

TEST(Calibration, LowersTheCalibrationErrorAndKeepsTheAccuracy) {
  Answers answers = answersOf(0.5, 5000);
  const Metrics before = computeMetrics(kClasses, answers.actual, answers.probabilities);
  const double temperature = fitTemperature(kClasses, answers.actual, answers.probabilities);
  for (std::size_t i = 0; i < answers.probabilities.size(); i += kClasses) {
    std::vector<double> logits;
    for (int c = 0; c < kClasses; ++c) {
      logits.push_back(std::log(static_cast<double>(answers.probabilities[i + c])));
    }
    const std::vector<double> scaled = softmax(logits, temperature);
    std::copy(scaled.begin(), scaled.end(), answers.probabilities.begin() + static_cast<std::ptrdiff_t>(i));
  }
  const Metrics after = computeMetrics(kClasses, answers.actual, answers.probabilities);
  EXPECT_GT(before.expectedCalibrationError, 0.08);
  EXPECT_LT(after.expectedCalibrationError, 0.02);
  EXPECT_LT(after.loss, before.loss);
  EXPECT_EQ(after.accuracy, before.accuracy);
}

TEST(Calibration, SearchesFromATwentiethToTwenty) {
  // Always wrong: no temperature is high enough. Always right: none is low enough.
  const std::vector<float> sure{0.7F, 0.1F, 0.1F, 0.1F, 0.1F, 0.7F, 0.1F, 0.1F};
  EXPECT_NEAR(fitTemperature(kClasses, std::vector<int>{1, 0}, sure), 20, 0.01);
  const double lowest = fitTemperature(kClasses, std::vector<int>{0, 1}, sure);
  EXPECT_GE(lowest, 0.05);
  EXPECT_LT(lowest, 0.06); // there the loss is too flat for more
}

TEST(Calibration, StaysFiniteWhereEverythingIsRight) {
  const std::vector<int> actual{0, 1};
  const std::vector<float> probabilities{1, 0, 0, 0, 0, 1, 0, 0};
  EXPECT_GT(fitTemperature(kClasses, actual, probabilities), 0);
}

TEST(Calibration, RefusesWhatDoesNotFit) {
  const std::vector<float> row{0.25F, 0.25F, 0.25F, 0.25F};
  const std::vector<float> none{0.25F, 0.25F, 0.25F, std::numeric_limits<float>::quiet_NaN()};
  EXPECT_THROW((void)fitTemperature(kClasses, {}, {}), Error);
  EXPECT_THROW((void)fitTemperature(kClasses, std::vector<int>{0, 1}, row), Error);
  EXPECT_THROW((void)fitTemperature(kClasses, std::vector<int>{4}, row), Error);
  EXPECT_THROW((void)fitTemperature(kClasses, std::vector<int>{0}, none), Error);
}

} // namespace
} // namespace mien
