#include "core/eval/metrics/metrics.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mien {

namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

void checkInput(int classes, std::span<const int> actual, std::span<const float> probabilities,
                std::span<const float> targets) {
  if (classes < 2) {
    throw Error(ErrorKind::BadArgument, Message("Metrics need at least two classes."));
  }
  const std::size_t values = actual.size() * static_cast<std::size_t>(classes);
  if (probabilities.size() != values || (!targets.empty() && targets.size() != values)) {
    throw Error(ErrorKind::BadArgument, Message("Metrics need one probability per image and class."));
  }
  if (std::ranges::any_of(actual, [classes](int index) { return index < 0 || index >= classes; })) {
    throw Error(ErrorKind::BadArgument, Message("A true class lies outside the classifier's classes."));
  }
  if (!std::ranges::all_of(probabilities, [](float value) { return std::isfinite(value); })) {
    throw Error(ErrorKind::BadArgument, Message("The classifier answered with a probability that is not a number; its "
                                                "weights are damaged. Use another checkpoint of the run."));
  }
}

bool inTopTwo(std::span<const float> row, int actual) {
  int ahead = 0;
  for (int i = 0; i < static_cast<int>(row.size()); ++i) {
    const bool higher = row[i] > row[actual] || (row[i] == row[actual] && i > actual);
    ahead += higher ? 1 : 0;
  }
  return ahead < 2;
}

double crossEntropy(std::span<const float> row, std::span<const float> target, int actual) {
  const double epsilon = std::numeric_limits<double>::epsilon();
  const auto surprise = [row, epsilon](int index) { return -std::log(std::clamp<double>(row[index], epsilon, 1.0)); };
  if (target.empty()) {
    return surprise(actual);
  }
  double loss = 0;
  for (int i = 0; i < static_cast<int>(row.size()); ++i) {
    if (target[i] > 0) {
      loss += target[i] * surprise(i);
    }
  }
  return loss;
}

std::vector<CalibrationBin> emptyBins() {
  std::vector<CalibrationBin> bins(kCalibrationBins);
  for (int i = 0; i < kCalibrationBins; ++i) {
    bins[i].lower = static_cast<double>(i) / kCalibrationBins;
    bins[i].upper = static_cast<double>(i + 1) / kCalibrationBins;
  }
  return bins;
}

CalibrationBin& binOf(std::vector<CalibrationBin>& bins, double confidence) {
  const auto bin = std::ranges::lower_bound(bins, confidence, {}, &CalibrationBin::upper);
  return bin == bins.end() ? bins.back() : *bin; // softmax may round to a hair above 1
}

void finishCalibration(Metrics& metrics) {
  for (CalibrationBin& bin : metrics.calibration) {
    bin.confidence = ratio(bin.confidence, static_cast<double>(bin.count));
    bin.accuracy = ratio(bin.accuracy, static_cast<double>(bin.count));
    metrics.expectedCalibrationError += ratio(static_cast<double>(bin.count), static_cast<double>(metrics.images)) *
                                        std::abs(bin.accuracy - bin.confidence);
  }
}

void finishClasses(Metrics& metrics) {
  const int classes = metrics.classes;
  const int occurring = metrics.occurring();
  for (int c = 0; c < classes; ++c) {
    std::size_t support = 0;
    std::size_t predicted = 0;
    for (int other = 0; other < classes; ++other) {
      support += metrics.confusionAt(c, other);
      predicted += metrics.confusionAt(other, c);
    }
    const auto hits = static_cast<double>(metrics.confusionAt(c, c));
    const ClassMetrics one{ratio(hits, static_cast<double>(predicted)), ratio(hits, static_cast<double>(support)),
                           ratio(2 * hits, static_cast<double>(predicted + support)), support};
    metrics.perClass.push_back(one);

    const auto add = [&one](ClassMetrics& sum, double weight) {
      sum.precision += weight * one.precision;
      sum.recall += weight * one.recall;
      sum.f1 += weight * one.f1;
    };
    if (metrics.occurs(c)) {
      add(metrics.macro, 1.0 / occurring);
    }
    add(metrics.weighted, ratio(static_cast<double>(support), static_cast<double>(metrics.images)));
  }
  metrics.macro.support = metrics.images;
  metrics.weighted.support = metrics.images;
}

} // namespace

std::size_t Metrics::confusionAt(int actual, int predicted) const {
  return confusion.at(static_cast<std::size_t>(actual) * classes + predicted);
}

bool Metrics::occurs(int index) const {
  for (int other = 0; other < classes; ++other) {
    if (confusionAt(index, other) + confusionAt(other, index) > 0) {
      return true;
    }
  }
  return false;
}

int Metrics::occurring() const {
  int count = 0;
  for (int index = 0; index < classes; ++index) {
    count += occurs(index) ? 1 : 0;
  }
  return count;
}

Metrics computeMetrics(int classes, std::span<const int> actual, std::span<const float> probabilities,
                       std::span<const float> targets) {
  checkInput(classes, actual, probabilities, targets);
  const auto width = static_cast<std::size_t>(classes);

  Metrics metrics;
  metrics.classes = classes;
  metrics.images = actual.size();
  metrics.confusion.assign(width * width, 0);
  metrics.calibration = emptyBins();

  std::size_t right = 0;
  std::size_t rightInTwo = 0;
  double loss = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const auto row = probabilities.subspan(i * width, width);
    const auto target = targets.empty() ? targets : targets.subspan(i * width, width);
    const int predicted = argMax(row);
    const bool hit = predicted == actual[i];
    right += hit ? 1 : 0;
    rightInTwo += inTopTwo(row, actual[i]) ? 1 : 0;
    loss += crossEntropy(row, target, actual[i]);
    ++metrics.confusion[static_cast<std::size_t>(actual[i]) * width + predicted];
    CalibrationBin& bin = binOf(metrics.calibration, row[predicted]);
    ++bin.count;
    bin.confidence += row[predicted];
    bin.accuracy += hit ? 1 : 0;
  }

  const auto images = static_cast<double>(metrics.images);
  metrics.accuracy = ratio(static_cast<double>(right), images);
  metrics.top2Accuracy = ratio(static_cast<double>(rightInTwo), images);
  metrics.loss = ratio(loss, images);
  finishCalibration(metrics);
  finishClasses(metrics);
  return metrics;
}

} // namespace mien
