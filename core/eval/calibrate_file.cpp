#include "core/eval/calibrate_file.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/eval/metrics/calibration.h"
#include "core/eval/training_overlap.h"
#include "core/infer/make_classifier.h"
#include "core/model/weights_file.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace mien {

namespace {

Metrics metricsAt(double temperature, const EvaluationResult& result, std::span<const int> actual) {
  const auto classes = static_cast<std::size_t>(result.model.classes());
  std::vector<float> scaled(result.probabilities.size());
  for (std::size_t row = 0; row < scaled.size(); row += classes) {
    double sum = 0;
    for (std::size_t c = row; c < row + classes; ++c) {
      scaled[c] = static_cast<float>(std::pow(static_cast<double>(result.probabilities[c]), 1 / temperature));
      sum += scaled[c];
    }
    std::for_each_n(scaled.begin() + static_cast<std::ptrdiff_t>(row), classes,
                    [sum](float& p) { p = static_cast<float>(p / sum); });
  }
  return computeMetrics(result.model.classes(), actual, scaled);
}

} // namespace

CalibrationResult calibrateFile(const std::filesystem::path& weights, const std::filesystem::path& out,
                                const Dataset& dataset, const CalibrateOptions& options,
                                const EvaluationObserver& observer, std::stop_token stop) {
  Weights content = loadWeights(weights);
  ModelInfo info = resolveModelInfo(content, options.hints, weights);
  if (!info.assumed.empty()) {
    std::string unsaid;
    for (const AssumedField what : info.assumed) {
      unsaid += (unsaid.empty() ? "" : ", ") + std::string(assumedFieldName(what));
    }
    throw Error(ErrorKind::BadData,
                Message("'{weights}' does not say everything about its model ({unsaid}), and a guess must not be "
                        "written. Say it with --label-names, --input-size, --mean and --std.",
                        {{"weights", shownPath(weights)}, {"unsaid", unsaid}}));
  }
  info.temperature = 1;
  if (options.half) {
    content.state = toHalf(content.state);
  }
  const auto classifier = detail::makeClassifier(content.state, info, shownPath(weights));
  std::optional<Dataset> own;
  const Dataset& data = datasetForModel(info, options.cut, dataset, own);
  const EvaluateOptions evaluation{.split = options.split, .embeddings = false, .timedCalls = 0};
  const EvaluationResult result = evaluate(*classifier, data, evaluation, observer, std::move(stop));
  CalibrationResult calibration;
  if (result.cancelled) {
    calibration.cancelled = true;
    return calibration;
  }

  calibration.notes = trainingDataNotes(info, weights, data, options.split);
  std::vector<int> actual;
  std::ranges::transform(result.images, std::back_inserter(actual), &EvaluatedImage::actual);
  calibration.before = result.metrics;
  calibration.temperature = fitTemperature(info.classes(), actual, result.probabilities);
  calibration.after = metricsAt(calibration.temperature, result, actual);

  const std::string split(splitName(options.split));
  info.temperature = calibration.temperature;
  info.metrics[split + "_accuracy"] = calibration.after.accuracy;
  info.metrics[split + "_macro_f1"] = calibration.after.macro.f1;
  info.metrics[split + "_cross_entropy"] = calibration.after.loss;
  info.metrics[split + "_calibration_error"] = calibration.after.expectedCalibrationError;
  saveWeights(out, content.state, info);
  return calibration;
}

} // namespace mien
