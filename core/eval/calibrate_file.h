#pragma once

#include "core/common/text/message.h"
#include "core/eval/evaluator.h"

#include <filesystem>
#include <stop_token>

namespace mien {

struct CalibrateOptions {
  Split split = Split::Valid;             ///< to fit on; not the one that the weights were trained on
  std::optional<ValidationHoldout> cut{}; ///< as EvaluateOptions::cut
  bool half = false;                      ///< write matrices and kernels in half precision, see toHalf()
  ModelHints hints = {};                  ///< what the file does not say; it is written into the new one
};

struct CalibrationResult {
  double temperature = 1; ///< the one that was written
  Metrics before;         ///< with temperature 1, of the weights as they will be written
  Metrics after;
  std::vector<Message> notes; ///< as EvaluationResult::notes
  bool cancelled = false;     ///< stopped part-way: nothing was written
};

/// Fits the temperature of a weights file on one split (majority labels) and writes the weights with it to `out`, which
/// may be the same file; nothing else about them changes, but for the precision if asked. The figures of that split go
/// into the file's "metrics". Throws Error as loadWeights(), resolveModelInfo(), evaluate() and saveWeights() do, and
/// BadData where neither the file nor the hints say all of labels, input size and normalisation: what is written must
/// not be a guess.
[[nodiscard]] CalibrationResult calibrateFile(const std::filesystem::path& weights, const std::filesystem::path& out,
                                              const Dataset& dataset, const CalibrateOptions& options = {},
                                              const EvaluationObserver& observer = {}, std::stop_token stop = {});

} // namespace mien
