#pragma once

#include "core/eval/evaluator.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mien {

/// `resultsRoot`/<run>-<split>, with another label policy than majority behind it. <run> is the name of the folder of
/// model_best.pth, that with "-final_model" for final_model.pth, and the stem of any other weights file: what is
/// evaluated apart has a folder apart.
[[nodiscard]] std::filesystem::path evaluationFolder(const std::filesystem::path& resultsRoot,
                                                     const std::filesystem::path& weights, Split split,
                                                     LabelPolicy policy);

/// Writes metrics.json, metrics.csv, evaluation_report.txt, predictions.csv and, where there are embeddings,
/// embeddings.npy (float32, images x 1536, rows as in predictions.csv) to `folder`, which is made if it is missing.
/// Tables `forSpreadsheets` are as csv_text.h says; programs want them without. Each file is the old or the new one
/// whole; embeddings of an earlier evaluation do not stay behind. Returns the files written. Throws Error: BadArgument
/// for a cancelled result, Io or DiskFull otherwise, with the file's name.
std::vector<std::filesystem::path> writeEvaluation(const EvaluationResult& result, const std::filesystem::path& folder,
                                                   bool forSpreadsheets = false);

} // namespace mien
