// The reports for programs: metrics.json, metrics.csv, predictions.csv.
#include "core/common/files/output_mark.h"
#include "core/common/text/csv_text.h"
#include "core/common/text/json_text.h"
#include "core/common/text/numbers.h"
#include "core/eval/report/evaluation_report.h"

#include <nlohmann/json.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

namespace {

using Json = nlohmann::ordered_json;

Json averageJson(const ClassMetrics& figures) {
  return {{"precision", figures.precision}, {"recall", figures.recall}, {"f1", figures.f1}};
}

Json modelJson(const EvaluationResult& result) {
  const ModelInfo& model = result.model;
  auto assumed = Json::array(); // what neither the file nor the user said
  for (const AssumedField what : model.assumed) {
    assumed.push_back(assumedFieldName(what));
  }
  return {{"weights", result.weights.string()}, {"assumed", std::move(assumed)}, {"labels", model.labels},
          {"input_size", model.inputSize},      {"channels", model.channels},    {"head", headName(model.head)},
          {"dataset", model.dataset},           {"version", model.version}};
}

Json dataJson(const EvaluationResult& result) {
  Json json{{"root", result.dataRoot.string()}, {"layout", result.layout},
            {"split", splitName(result.split)}, {"policy", labelPolicyName(result.policy)},
            {"images", result.splitImages},     {"evaluated", result.metrics.images},
            {"discarded", result.discarded},    {"unreadable", result.unreadable}};
  json["validation_cut"] = nullptr; // the data set brings its own validation split
  if (result.cut) {
    json["validation_cut"] = {{"share", result.cut->share}, {"seed", result.cut->seed}};
  }
  json["notes"] = nlohmann::json::array();
  for (const Message& note : result.notes) {
    json["notes"].push_back(note.english());
  }
  return json;
}

Json timingJson(const EvaluationTiming& timing) {
  const bool timed = timing.singleImage.calls > 0;
  Json json{{"training_seconds", nullptr},
            {"inference_median_ms", nullptr},
            {"inference_p95_ms", nullptr},
            {"inference_calls", timing.singleImage.calls},
            {"images_per_second", timing.imagesPerSecond},
            {"threads", timing.threads},
            {"batch_size", timing.batchSize}};
  if (timing.trainingSeconds) {
    json["training_seconds"] = *timing.trainingSeconds;
  }
  if (timed) {
    json["inference_median_ms"] = timing.singleImage.medianMs;
    json["inference_p95_ms"] = timing.singleImage.p95Ms;
  }
  return json;
}

/// The classes that the macro averages are over.
Json occurringJson(const EvaluationResult& result) {
  Json labels = Json::array();
  for (int c = 0; c < result.metrics.classes; ++c) {
    if (result.metrics.occurs(c)) {
      labels.push_back(result.model.labels[static_cast<std::size_t>(c)]);
    }
  }
  return labels;
}

Json classesJson(const EvaluationResult& result) {
  Json classes = Json::array();
  for (int c = 0; c < result.metrics.classes; ++c) {
    const ClassMetrics& figures = result.metrics.perClass[c];
    Json row{{"label", result.model.labels[c]}};
    row.update(averageJson(figures));
    row["support"] = figures.support;
    classes.push_back(std::move(row));
  }
  return classes;
}

Json confusionJson(const Metrics& metrics) {
  Json rows = Json::array();
  for (int actual = 0; actual < metrics.classes; ++actual) {
    Json row = Json::array();
    for (int predicted = 0; predicted < metrics.classes; ++predicted) {
      row.push_back(metrics.confusionAt(actual, predicted));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json calibrationJson(const Metrics& metrics) {
  Json bins = Json::array();
  for (const CalibrationBin& bin : metrics.calibration) {
    bins.push_back({{"lower", bin.lower},
                    {"upper", bin.upper},
                    {"count", bin.count},
                    {"confidence", bin.confidence},
                    {"accuracy", bin.accuracy}});
  }
  return bins;
}

void addFigure(std::string& text, std::string_view name, std::string_view label, double value) {
  appendCsvLine(text, std::array{std::string(name), std::string(label), shortestNumber(value)});
}

void addFigures(std::string& text, const std::string& prefix, std::string_view label, const ClassMetrics& values) {
  addFigure(text, prefix + "precision", label, values.precision);
  addFigure(text, prefix + "recall", label, values.recall);
  addFigure(text, prefix + "f1", label, values.f1);
}

} // namespace

std::string metricsJson(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  const Json json{{kProgramKey, kProgramName},
                  {"model", modelJson(result)},
                  {"data", dataJson(result)},
                  {"accuracy", metrics.accuracy},
                  {"top2_accuracy", metrics.top2Accuracy},
                  {"loss", metrics.loss},
                  {"expected_calibration_error", metrics.expectedCalibrationError},
                  {"macro", averageJson(metrics.macro)},
                  {"macro_classes", occurringJson(result)},
                  {"weighted", averageJson(metrics.weighted)},
                  {"classes", classesJson(result)},
                  {"confusion_matrix", confusionJson(metrics)},
                  {"calibration_bins", calibrationJson(metrics)},
                  {"timing", timingJson(result.timing)}};
  // A path need not be UTF-8; a report with a replaced letter is better than none.
  return jsonText(json, 2) + "\n";
}

std::string metricsCsv(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  const EvaluationTiming& timing = result.timing;
  std::string text = "metric,class,value\n";
  addFigure(text, "accuracy", "", metrics.accuracy);
  addFigure(text, "top2_accuracy", "", metrics.top2Accuracy);
  addFigure(text, "loss", "", metrics.loss);
  addFigure(text, "expected_calibration_error", "", metrics.expectedCalibrationError);
  addFigures(text, "macro_", "", metrics.macro);
  addFigure(text, "macro_classes", "", metrics.occurring());
  addFigures(text, "weighted_", "", metrics.weighted);
  for (int c = 0; c < metrics.classes; ++c) {
    const std::string& label = result.model.labels[c];
    addFigures(text, "", label, metrics.perClass[c]);
    addFigure(text, "support", label, static_cast<double>(metrics.perClass[c].support));
  }
  if (timing.trainingSeconds) {
    addFigure(text, "training_seconds", "", *timing.trainingSeconds);
  }
  if (timing.singleImage.calls > 0) {
    addFigure(text, "inference_median_ms", "", timing.singleImage.medianMs);
    addFigure(text, "inference_p95_ms", "", timing.singleImage.p95Ms);
  }
  addFigure(text, "images_per_second", "", timing.imagesPerSecond);
  return text;
}

std::string predictionsCsv(const EvaluationResult& result) {
  const auto& labels = result.model.labels;
  std::vector<std::string> fields{"file"};
  for (int i = 0; i < kVoteCount; ++i) {
    fields.push_back("votes_" + std::string(voteName(i)));
  }
  fields.insert(fields.end(), {"target", "predicted", "confidence"});
  for (const std::string& label : labels) {
    fields.push_back("p_" + label);
  }
  std::string text;
  appendCsvLine(text, fields);
  for (std::size_t i = 0; i < result.images.size(); ++i) {
    const EvaluatedImage& image = result.images[i];
    const auto row = std::span(result.probabilities).subspan(i * labels.size(), labels.size());
    fields = {image.file};
    for (const auto votes : image.votes) {
      fields.push_back(std::to_string(votes));
    }
    fields.insert(fields.end(), {labels[image.actual], labels[image.predicted], shortestNumber(row[image.predicted])});
    for (const float probability : row) {
      fields.push_back(shortestNumber(probability));
    }
    appendCsvLine(text, fields);
  }
  return text;
}

} // namespace mien
