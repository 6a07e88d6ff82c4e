#include "core/eval/report/evaluation_report.h"

#include "core/common/text/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace mien {

namespace {

constexpr std::string_view kWeightedAverage = "weighted avg";

int labelWidth(const EvaluationResult& result) {
  std::size_t width = kWeightedAverage.size();
  for (const std::string& label : result.model.labels) {
    width = std::max(width, label.size());
  }
  return static_cast<int>(width);
}

std::string tableRow(int width, std::string_view name, const ClassMetrics& figures) {
  return fmt::format("{:>{}}  {:9.4f} {:9.4f} {:9.4f} {:9}\n", name, width, figures.precision, figures.recall,
                     figures.f1, figures.support);
}

std::string fact(const char* name, const std::string& value) { return fmt::format("{:18}{}\n", name, value); }

std::string facts(const EvaluationResult& result) {
  const ModelInfo& model = result.model;
  const EvaluationTiming& timing = result.timing;
  std::string text = "Mien evaluation report\n\n";
  if (!result.weights.empty()) {
    text += fact("model", shownPath(result.weights));
  }
  text += fact("network", fmt::format("EfficientNet-B3, {} head, {} classes, {} px", headName(model.head),
                                      model.classes(), model.inputSize));
  for (const AssumedField what : model.assumed) {
    text += fact("assumed", std::string(assumedFieldName(what)) + " (the weights file does not say it)");
  }
  if (!model.dataset.empty()) {
    text += fact("trained on", shownText(model.dataset));
  }
  text += fact("data", shownPath(result.dataRoot) + ", " + std::string(splitName(result.split)) + " split");
  text += fact("labels", std::string(labelPolicyName(result.policy)) + " policy");
  text += fact("images", fmt::format("{} evaluated of {} ({} discarded by the policy, {} unreadable)",
                                     result.metrics.images, result.splitImages, result.discarded, result.unreadable));
  text += "\n";
  text += fact("accuracy", fmt::format("{:.4f}", result.metrics.accuracy));
  text += fact("top-2 accuracy", fmt::format("{:.4f}", result.metrics.top2Accuracy));
  text += fact("loss", fmt::format("{:.4f}", result.metrics.loss));
  text += fact("calibration error", fmt::format("{:.4f}", result.metrics.expectedCalibrationError));
  if (timing.trainingSeconds) {
    text += fact("training time", fmt::format("{:.0f} s", *timing.trainingSeconds));
  }
  if (timing.singleImage.calls > 0) {
    text += fact("one image", fmt::format("{:.2f} ms median, {:.2f} ms 95th percentile", timing.singleImage.medianMs,
                                          timing.singleImage.p95Ms));
  }
  text += fact("in batches", fmt::format("{:.0f} images/s ({} threads, batches of {})", timing.imagesPerSecond,
                                         timing.threads, timing.batchSize));
  for (const Message& note : result.notes) {
    text += fact("note", note.english());
  }
  return text;
}

/// Nothing where all classes occur: then there is nothing to say.
std::string macroNote(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  std::string missing;
  for (int c = 0; c < metrics.classes; ++c) {
    if (!metrics.occurs(c)) {
      missing += (missing.empty() ? "" : ", ") + result.model.labels[static_cast<std::size_t>(c)];
    }
  }
  return missing.empty() ? missing
                         : fmt::format("\nThe macro average is over the {} classes that occur, in truth or answer; {} "
                                       "neither is nor is answered here.\n",
                                       metrics.occurring(), missing);
}

std::string confusionTable(const EvaluationResult& result) {
  const auto& labels = result.model.labels;
  const int width = labelWidth(result);
  int cell = 7; // room for a million images
  for (const std::string& label : labels) {
    cell = std::max(cell, static_cast<int>(label.size()));
  }
  std::string text = "Confusion matrix (rows: true, columns: predicted)\n\n" + fmt::format("{:{}} ", "", width);
  for (const std::string& label : labels) {
    text += fmt::format(" {:>{}}", label, cell);
  }
  text += "\n";
  for (int actual = 0; actual < result.metrics.classes; ++actual) {
    text += fmt::format("{:>{}} ", labels[actual], width);
    for (int predicted = 0; predicted < result.metrics.classes; ++predicted) {
      text += fmt::format(" {:{}}", result.metrics.confusionAt(actual, predicted), cell);
    }
    text += "\n";
  }
  return text;
}

} // namespace

std::string classificationTable(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  const int width = labelWidth(result);
  std::string text =
      fmt::format("{:{}}  {:>9} {:>9} {:>9} {:>9}\n\n", "", width, "precision", "recall", "f1-score", "support");
  for (int c = 0; c < metrics.classes; ++c) {
    text += tableRow(width, result.model.labels[c], metrics.perClass[c]);
  }
  text +=
      fmt::format("\n{:>{}}  {:9} {:9} {:9.4f} {:9}\n", "accuracy", width, "", "", metrics.accuracy, metrics.images);
  text += tableRow(width, "macro avg", metrics.macro);
  text += tableRow(width, kWeightedAverage, metrics.weighted);
  return text;
}

std::string evaluationReport(const EvaluationResult& result) {
  return facts(result) + "\n" + classificationTable(result) + macroNote(result) + "\n" + confusionTable(result);
}

} // namespace mien
