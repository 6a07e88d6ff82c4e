// The reports for programs: metrics.json, metrics.csv, predictions.csv.
#include "core/common/files/output_mark.h"
#include "core/common/text/csv_text.h"
#include "core/eval/report/evaluation_report.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <span>
#include <string_view>

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

/// The shortest text that reads back as the same number, of a float as well.
template <typename Number> std::string number(Number value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string figure(std::string_view name, std::string_view label, double value) {
  return std::string(name) + "," + (label.empty() ? std::string() : csvField(label)) + "," + number(value) + "\n";
}

std::string figures(std::string_view prefix, std::string_view label, const ClassMetrics& values) {
  const auto named = [prefix](const char* name) { return std::string(prefix) + name; };
  return figure(named("precision"), label, values.precision) + figure(named("recall"), label, values.recall) +
         figure(named("f1"), label, values.f1);
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
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string metricsCsv(const EvaluationResult& result) {
  const Metrics& metrics = result.metrics;
  const EvaluationTiming& timing = result.timing;
  std::string text = "metric,class,value\n";
  text += figure("accuracy", "", metrics.accuracy);
  text += figure("top2_accuracy", "", metrics.top2Accuracy);
  text += figure("loss", "", metrics.loss);
  text += figure("expected_calibration_error", "", metrics.expectedCalibrationError);
  text += figures("macro_", "", metrics.macro);
  text += figure("macro_classes", "", metrics.occurring());
  text += figures("weighted_", "", metrics.weighted);
  for (int c = 0; c < metrics.classes; ++c) {
    const std::string& label = result.model.labels[c];
    text += figures("", label, metrics.perClass[c]);
    text += figure("support", label, static_cast<double>(metrics.perClass[c].support));
  }
  if (timing.trainingSeconds) {
    text += figure("training_seconds", "", *timing.trainingSeconds);
  }
  if (timing.singleImage.calls > 0) {
    text += figure("inference_median_ms", "", timing.singleImage.medianMs);
    text += figure("inference_p95_ms", "", timing.singleImage.p95Ms);
  }
  text += figure("images_per_second", "", timing.imagesPerSecond);
  return text;
}

std::string predictionsCsv(const EvaluationResult& result) {
  const auto& labels = result.model.labels;
  std::string text = "file";
  for (int i = 0; i < kVoteCount; ++i) {
    text += ",votes_" + std::string(voteName(i));
  }
  text += ",target,predicted,confidence";
  for (const std::string& label : labels) {
    text += "," + csvField("p_" + label);
  }
  text += "\n";
  for (std::size_t i = 0; i < result.images.size(); ++i) {
    const EvaluatedImage& image = result.images[i];
    const auto row = std::span(result.probabilities).subspan(i * labels.size(), labels.size());
    text += csvField(image.file);
    for (const auto votes : image.votes) {
      text += "," + number(votes);
    }
    text += "," + csvField(labels[image.actual]) + "," + csvField(labels[image.predicted]) + "," +
            number(row[image.predicted]);
    for (const float probability : row) {
      text += "," + number(probability);
    }
    text += "\n";
  }
  return text;
}

} // namespace mien
