#include "core/eval/report/report_writer.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/text/csv_text.h"
#include "core/eval/report/evaluation_report.h"
#include "core/eval/report/npy.h"

#include <initializer_list>
#include <string_view>
#include <system_error>

namespace mien {

namespace {

namespace fs = std::filesystem;

void writeFile(const fs::path& file, std::initializer_list<std::string_view> pieces) {
  AtomicFile out(file);
  for (const std::string_view piece : pieces) {
    out.write(piece);
  }
  out.commit();
}

std::string_view asText(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

} // namespace

fs::path evaluationFolder(const fs::path& resultsRoot, const fs::path& weights, Split split, LabelPolicy policy) {
  const std::string run = weights.parent_path().filename().string();
  const std::string stem = weights.stem().string();
  std::string name = stem;
  if (const bool named = !run.empty() && run != "." && run != ".."; named && stem == "model_best") {
    name = run;
  } else if (named && stem == "final_model") {
    name = run + "-" + stem;
  }
  name += "-" + std::string(splitName(split));
  if (policy != LabelPolicy::Majority) {
    name += "-" + std::string(labelPolicyName(policy));
  }
  return resultsRoot / name;
}

std::vector<fs::path> writeEvaluation(const EvaluationResult& result, const fs::path& folder, bool forSpreadsheets) {
  if (result.cancelled) {
    throw Error(ErrorKind::BadArgument, Message("The evaluation was stopped part-way; there is nothing to write."));
  }
  makeFolder(folder);
  std::vector<fs::path> files;
  const auto write = [&](const char* name, std::initializer_list<std::string_view> pieces) {
    writeFile(folder / name, pieces);
    files.push_back(folder / name);
  };
  const auto writeTable = [&](const char* name, const std::string& lines) {
    if (forSpreadsheets) {
      write(name, {kByteOrderMark, linesForSpreadsheets(lines)});
    } else {
      write(name, {lines});
    }
  };

  // Embeddings first out and last in, so that those on disk belong to the predictions.csv beside them.
  std::error_code error;
  fs::remove(folder / "embeddings.npy", error);
  write("metrics.json", {metricsJson(result)});
  writeTable("metrics.csv", metricsCsv(result));
  write("evaluation_report.txt", {evaluationReport(result)});
  writeTable("predictions.csv", predictionsCsv(result));
  if (result.embeddingSize > 0) {
    write("embeddings.npy",
          {npyHeader(result.images.size(), static_cast<std::size_t>(result.embeddingSize)), asText(result.embeddings)});
  }
  return files;
}

} // namespace mien
