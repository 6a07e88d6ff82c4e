#pragma once

#include "core/common/text/message.h"
#include "core/data/dataset.h"
#include "core/data/label_policy.h"
#include "core/eval/metrics/latency.h"
#include "core/eval/metrics/metrics.h"
#include "core/infer/classifier.h"
#include "core/model/model_info.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mien {

struct EvaluateOptions {
  Split split = Split::Valid;
  LabelPolicy policy = LabelPolicy::Majority;
  std::optional<ValidationHoldout>
      cut{}; ///< of a validation split that the data set lacks; nothing: the model's training's
  int batchSize = 32;
  int threads = 0;        ///< 0: one a core, which is also the most
  bool embeddings = true; ///< keep the 1536 features of each image, 6 KB an image
  int warmUpCalls = 20;   ///< single-image calls before the clock starts
  int timedCalls = 200;   ///< single-image calls that are timed; 0: no latency figures
  ModelHints hints = {};  ///< on the weights file, see loadClassifier()
};

struct EvaluationProgress {
  std::size_t done = 0; ///< images, unreadable ones included
  std::size_t total = 0;
  double imagesPerSecond = 0;
};

/// Called from the working threads, one call at a time and with rising `done`; must not throw. May be empty.
using EvaluationObserver = std::function<void(const EvaluationProgress&)>;

/// What the model said of one image.
struct EvaluatedImage {
  std::string file; ///< Sample::file
  Votes votes{};
  int actual = 0;    ///< index of the true class in the model's labels
  int predicted = 0; ///< index of the most probable class
};

struct EvaluationTiming {
  int threads = 0;
  int batchSize = 0;
  double imagesPerSecond = 0; ///< of the batch pass: reading, preprocessing and network, all threads together
  LatencyStats singleImage;   ///< preprocessing and network, one image a call, one thread
  std::optional<double> trainingSeconds; ///< from the run that made the weights, where it is known
};

/// Everything a report or a chart needs.
struct EvaluationResult {
  std::filesystem::path weights; ///< empty when a Classifier was given
  ModelInfo model;
  std::filesystem::path dataRoot;
  std::string layout; ///< DatasetSummary::layout
  Split split = Split::Valid;
  LabelPolicy policy = LabelPolicy::Majority;

  std::optional<ValidationHoldout> cut; ///< DatasetSummary::cut
  std::vector<Message> notes;           ///< what a reader of the figures must know, see trainingDataNotes()

  std::size_t splitImages = 0; ///< images of the split
  std::size_t discarded = 0;   ///< of these, left out by the label policy
  std::size_t unreadable = 0;  ///< of these, no longer readable
  bool cancelled = false;      ///< stopped part-way: everything below is empty

  Metrics metrics;
  std::vector<EvaluatedImage> images; ///< in the data set's order
  std::vector<float> probabilities;   ///< images x classes
  std::vector<float> embeddings;      ///< images x embeddingSize
  int embeddingSize = 0;              ///< 0: embeddings were not asked for
  EvaluationTiming timing;
};

/// Evaluates a classifier on one split. The model's labels decide whether seven or eight emotions count; their order is
/// the model's own. The true class of an image is the most likely one of the policy's target, the first of equals;
/// under MultiTarget, where all named classes are equally right, it is the predicted one if that is among them. The
/// loss is the cross-entropy against the target, so a distribution under Soft, Sampled and MultiTarget.
///
/// Blocks; oneTBB's threads work on one clone() of `classifier` each and are idle again when it returns. The same
/// predictions come out whatever the number of threads. A stop request throws nothing: the result is marked
/// `cancelled`. Throws Error: BadData when the labels are not the emotions of FER+ or the split has no usable image,
/// BadArgument on options that cannot be used, Io when no image can be read.
[[nodiscard]] EvaluationResult evaluate(Classifier& classifier, const Dataset& dataset,
                                        const EvaluateOptions& options = {}, const EvaluationObserver& observer = {},
                                        std::stop_token stop = {});

/// The same for a weights file, with the training time from the history.csv beside it, and notes on what of the data
/// set the model was trained on. Throws as loadClassifier() too.
[[nodiscard]] EvaluationResult evaluate(const std::filesystem::path& weights, const Dataset& dataset,
                                        const EvaluateOptions& options = {}, const EvaluationObserver& observer = {},
                                        std::stop_token stop = {});

} // namespace mien
