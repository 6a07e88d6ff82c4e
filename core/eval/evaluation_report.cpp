#include "core/eval/evaluation_report.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace mien {

namespace {

constexpr std::string_view kWeightedAverage = "weighted avg";

[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...) {
  std::va_list arguments;
  va_start(arguments, pattern);
  std::va_list again;
  va_copy(again, arguments);
  std::string text(static_cast<std::size_t>(std::vsnprintf(nullptr, 0, pattern, arguments)), '\0');
  std::vsnprintf(text.data(), text.size() + 1, pattern, again);
  va_end(again);
  va_end(arguments);
  return text;
}

int labelWidth(const EvaluationResult& result) {
  std::size_t width = kWeightedAverage.size();
  for (const std::string& label : result.model.labels) {
    width = std::max(width, label.size());
  }
  return static_cast<int>(width);
}

std::string tableRow(int width, std::string_view name, const ClassMetrics& figures) {
  return format("%*s  %9.4f %9.4f %9.4f %9zu\n", width, std::string(name).c_str(), figures.precision, figures.recall,
                figures.f1, figures.support);
}

std::string fact(const char* name, const std::string& value) { return format("%-18s%s\n", name, value.c_str()); }

std::string facts(const EvaluationResult& result) {
  const ModelInfo& model = result.model;
  const EvaluationTiming& timing = result.timing;
  std::string text = "Mien evaluation report\n\n";
  if (!result.weights.empty()) {
    text += fact("model", result.weights.string());
  }
  text += fact("network", format("EfficientNet-B3, %s head, %d classes, %d px",
                                 std::string(headName(model.head)).c_str(), model.classes(), model.inputSize));
  if (!model.dataset.empty()) {
    text += fact("trained on", model.dataset);
  }
  text += fact("data", result.dataRoot.string() + ", " + std::string(splitName(result.split)) + " split");
  text += fact("labels", std::string(labelPolicyName(result.policy)) + " policy");
  text += fact("images", format("%zu evaluated of %zu (%zu discarded by the policy, %zu unreadable)",
                                result.metrics.images, result.splitImages, result.discarded, result.unreadable));
  text += "\n";
  text += fact("accuracy", format("%.4f", result.metrics.accuracy));
  text += fact("top-2 accuracy", format("%.4f", result.metrics.top2Accuracy));
  text += fact("loss", format("%.4f", result.metrics.loss));
  text += fact("calibration error", format("%.4f", result.metrics.expectedCalibrationError));
  if (timing.trainingSeconds) {
    text += fact("training time", format("%.0f s", *timing.trainingSeconds));
  }
  if (timing.singleImage.calls > 0) {
    text += fact("one image", format("%.2f ms median, %.2f ms 95th percentile", timing.singleImage.medianMs,
                                     timing.singleImage.p95Ms));
  }
  text += fact("in batches", format("%.0f images/s (%d threads, batches of %d)", timing.imagesPerSecond, timing.threads,
                                    timing.batchSize));
  return text;
}

std::string confusionTable(const EvaluationResult& result) {
  const auto& labels = result.model.labels;
  const int width = labelWidth(result);
  int cell = 7; // room for a million images
  for (const std::string& label : labels) {
    cell = std::max(cell, static_cast<int>(label.size()));
  }
  std::string text = "Confusion matrix (rows: true, columns: predicted)\n\n" + format("%*s ", width, "");
  for (const std::string& label : labels) {
    text += format(" %*s", cell, label.c_str());
  }
  text += "\n";
  for (int actual = 0; actual < result.metrics.classes; ++actual) {
    text += format("%*s ", width, labels[actual].c_str());
    for (int predicted = 0; predicted < result.metrics.classes; ++predicted) {
      text += format(" %*zu", cell, result.metrics.confusionAt(actual, predicted));
    }
    text += "\n";
  }
  return text;
}

} // namespace

std::string classificationTable(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  const int width = labelWidth(result);
  std::string text = format("%*s  %9s %9s %9s %9s\n\n", width, "", "precision", "recall", "f1-score", "support");
  for (int c = 0; c < metrics.classes; ++c) {
    text += tableRow(width, result.model.labels[c], metrics.perClass[c]);
  }
  text += format("\n%*s  %9s %9s %9.4f %9zu\n", width, "accuracy", "", "", metrics.accuracy, metrics.images);
  text += tableRow(width, "macro avg", metrics.macro);
  text += tableRow(width, kWeightedAverage, metrics.weighted);
  return text;
}

std::string evaluationReport(const EvaluationResult& result) {
  return facts(result) + "\n" + classificationTable(result) + "\n" + confusionTable(result);
}

} // namespace mien
