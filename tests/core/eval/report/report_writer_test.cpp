#include "core/eval/report/report_writer.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/eval/report/evaluation_report.h"
#include "core/eval/report/npy.h"
#include "tests/support/source_dir.h"
#include "tests/support/temp_folder.h"
#include "tests/support/user_locale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include <unistd.h>

namespace mien {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kPython = "/usr/bin/python3";

/// Random answers; the true classes are drawn from the first `present` ones and the answers lean to them a little.
EvaluationResult randomResult(int classes, int present, int images, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  EvaluationResult result;
  result.weights = "saved/run1/model_best.pth";
  result.model.labels = emotionLabels(classes);
  result.dataRoot = "/data/fer";
  result.embeddingSize = 5;
  std::vector<int> actual;
  for (int i = 0; i < images; ++i) {
    actual.push_back(static_cast<int>(random() % static_cast<unsigned>(present)));
    std::vector<float> row(static_cast<std::size_t>(classes));
    float sum = 0;
    for (int c = 0; c < classes; ++c) {
      row[c] = std::exp(normal(random) + (c == actual[i] ? 1.0F : 0.0F));
      sum += row[c];
    }
    std::ranges::for_each(row, [sum](float& value) { value /= sum; });
    EvaluatedImage image{"fold \"a\", part/" + std::to_string(i) + ".png", {}, actual[i], argMax(row)};
    image.votes[actual[i]] = 10;
    result.images.push_back(image);
    result.probabilities.insert(result.probabilities.end(), row.begin(), row.end());
    for (int e = 0; e < result.embeddingSize; ++e) {
      result.embeddings.push_back(static_cast<float>(i) + static_cast<float>(e) / 8);
    }
  }
  result.splitImages = result.images.size();
  result.metrics = computeMetrics(classes, actual, result.probabilities);
  result.timing = {2, 32, 100, {200, 7.5, 9.25}, std::nullopt};
  return result;
}

class ReportWriter : public testing::Test {
protected:
  /// Runs tests/python/<script> on folders; its complaints go to the test's output, or to the file `complaints`.
  static int python(const std::string& script, const std::vector<fs::path>& folders,
                    const std::string& complaints = {}) {
    std::string command = std::string(kPython) + " '" + (test::sourceDir() / "tests/python" / script).string() + "'";
    for (const fs::path& folder : folders) {
      command += " '" + folder.string() + "'";
    }
    command += complaints.empty() ? "" : " 2>'" + complaints + "'";
    return std::system(command.c_str()); // NOLINT: no input from outside
  }

  static bool pythonHas(const std::string& module) {
    const std::string command = std::string(kPython) + " -c 'import importlib.util as i, sys; sys.exit(i.find_spec(\"" +
                                module + "\") is None)'";
    return std::system(command.c_str()) == 0; // NOLINT
  }

  test::TempFolder m_folder;
};

TEST_F(ReportWriter, WritesEveryFile) {
  const fs::path out = m_folder.path() / "new" / "run1-valid";
  const auto files = writeEvaluation(randomResult(8, 8, 20, 1), out);
  std::vector<std::string> names;
  std::ranges::transform(files, std::back_inserter(names),
                         [](const fs::path& file) { return file.filename().string(); });
  EXPECT_THAT(names, testing::ElementsAre("metrics.json", "metrics.csv", "evaluation_report.txt", "predictions.csv",
                                          "embeddings.npy"));
  EXPECT_EQ(std::distance(fs::directory_iterator(out), {}), 5) << "no temporary file stays";
}

TEST_F(ReportWriter, LeavesNoOldEmbeddingsBesideNewPredictions) {
  EvaluationResult result = randomResult(8, 8, 20, 1);
  writeEvaluation(result, m_folder.path());
  ASSERT_TRUE(fs::exists(m_folder.path() / "embeddings.npy"));
  result.embeddings.clear();
  result.embeddingSize = 0;
  writeEvaluation(result, m_folder.path());
  EXPECT_FALSE(fs::exists(m_folder.path() / "embeddings.npy"));
}

TEST_F(ReportWriter, MarksTablesForSpreadsheets) {
  EvaluationResult result = randomResult(8, 8, 20, 1);
  result.images[0].file = "=1+1.png";
  writeEvaluation(result, m_folder.path(), /*forSpreadsheets=*/true);
  EXPECT_EQ(readFile(m_folder.path() / "metrics.csv"), "\xef\xbb\xbf" + metricsCsv(result));
  const std::string table = readFile(m_folder.path() / "predictions.csv");
  EXPECT_TRUE(table.starts_with("\xef\xbb\xbf"
                                "file,votes_neutral,"));
  EXPECT_THAT(table, HasSubstr("\n'=1+1.png,"));
  EXPECT_TRUE(readFile(m_folder.path() / "metrics.json").starts_with("{")) << "no spreadsheet reads that";
}

TEST_F(ReportWriter, AgreesWithScikitLearn) {
  if (!pythonHas("sklearn")) {
    GTEST_SKIP() << kPython << " has no scikit-learn (Debian: python3-sklearn)";
  }
  // The second has classes nobody belongs to, the third also one that is never predicted.
  const std::vector<EvaluationResult> cases{randomResult(8, 8, 500, 3), randomResult(8, 5, 300, 4),
                                            randomResult(7, 3, 4, 5)};
  EXPECT_EQ(cases[2].metrics.perClass[6].support, 0U);
  std::vector<fs::path> folders;
  for (const EvaluationResult& result : cases) {
    folders.push_back(m_folder.path() / std::to_string(folders.size()));
    writeEvaluation(result, folders.back());
  }
  EXPECT_EQ(python("check_metrics.py", folders), 0);
}

TEST_F(ReportWriter, TheCheckAgainstScikitLearnNoticesAWrongFigure) {
  if (!pythonHas("sklearn")) {
    GTEST_SKIP() << kPython << " has no scikit-learn (Debian: python3-sklearn)";
  }
  EvaluationResult result = randomResult(8, 8, 50, 6);
  result.metrics.macro.f1 += 1e-4;
  writeEvaluation(result, m_folder.path());
  const fs::path complaints = m_folder.path() / "complaints.txt";
  EXPECT_NE(python("check_metrics.py", {m_folder.path()}, complaints.string()), 0);
  std::string first;
  std::getline(std::ifstream(complaints) >> std::ws, first);
  EXPECT_THAT(first, HasSubstr("macro f1"));
}

TEST_F(ReportWriter, NumpyReadsTheEmbeddings) {
  if (!pythonHas("numpy")) {
    GTEST_SKIP() << kPython << " has no numpy (Debian: python3-numpy)";
  }
  writeEvaluation(randomResult(8, 8, 17, 2), m_folder.path());
  EXPECT_EQ(python("check_embeddings.py", {m_folder.path()}), 0);
}

TEST_F(ReportWriter, HeadersOfNpyFilesAreAligned) {
  for (const std::size_t rows : {0U, 7U, 3579U, 123456789U}) {
    const std::string header = npyHeader(rows, 1536);
    EXPECT_EQ(header.size() % 64, 0U);
    EXPECT_EQ(header.back(), '\n');
    EXPECT_EQ(header.size() - 10, static_cast<unsigned char>(header[8]) + 256U * static_cast<unsigned char>(header[9]));
  }
}

TEST_F(ReportWriter, JsonSaysNullWhereNothingIsKnown) {
  EvaluationResult result = randomResult(8, 8, 20, 1);
  auto json = nlohmann::json::parse(metricsJson(result));
  EXPECT_TRUE(json["timing"]["training_seconds"].is_null());
  EXPECT_EQ(json["timing"]["inference_p95_ms"], 9.25);
  EXPECT_EQ(json["data"]["split"], "valid");
  EXPECT_EQ(json["data"]["evaluated"], 20);
  EXPECT_EQ(json["calibration_bins"].size(), 15U);
  result.timing.trainingSeconds = 1500;
  result.timing.singleImage = {};
  json = nlohmann::json::parse(metricsJson(result));
  EXPECT_EQ(json["timing"]["training_seconds"], 1500);
  EXPECT_TRUE(json["timing"]["inference_median_ms"].is_null());
}

TEST_F(ReportWriter, JsonSurvivesPathsThatAreNotUtf8) {
  EvaluationResult result = randomResult(8, 8, 5, 1);
  result.dataRoot = "/data/\xff\xfe";
  EXPECT_EQ(nlohmann::json::parse(metricsJson(result))["data"]["images"], 5);
}

TEST_F(ReportWriter, ReportNamesWhatWasMeasured) {
  EvaluationResult result = randomResult(8, 8, 20, 1);
  result.splitImages = 31;
  result.discarded = 10;
  result.unreadable = 1;
  result.timing.trainingSeconds = 1500;
  const std::string report = evaluationReport(result);
  EXPECT_THAT(report, HasSubstr("saved/run1/model_best.pth"));
  EXPECT_THAT(report, HasSubstr("/data/fer, valid split"));
  EXPECT_THAT(report, HasSubstr("majority policy"));
  EXPECT_THAT(report, HasSubstr("20 evaluated of 31 (10 discarded by the policy, 1 unreadable)"));
  EXPECT_THAT(report, HasSubstr("1500 s"));
  EXPECT_THAT(report, HasSubstr("7.50 ms median, 9.25 ms 95th percentile"));
}

TEST_F(ReportWriter, WritesTheSameInEveryLocale) {
  EvaluationResult result = randomResult(8, 8, 100, 7);
  result.timing.trainingSeconds = 1234.5;
  const auto written = [&] {
    return evaluationReport(result) + metricsJson(result) + metricsCsv(result) + predictionsCsv(result);
  };
  const std::string usual = written();
  ASSERT_THAT(usual, HasSubstr("7.50 ms median, 9.25 ms 95th percentile"));
  for (const char* name : {"de_DE", "vi_VN", "tr_TR"}) {
    const test::UserLocale user(name);
    EXPECT_EQ(written(), usual) << name;
  }
}

TEST_F(ReportWriter, ConfusionMatrixStandsInAlignedColumns) {
  EvaluationResult result = randomResult(7, 7, 10, 1);
  result.metrics.confusion.assign(49, 0);
  result.metrics.confusion[1] = 1234;
  const std::string report = evaluationReport(result);
  EXPECT_THAT(report, HasSubstr("                neutral happiness  surprise   sadness     anger   disgust      fear\n"
                                "     neutral          0      1234         0 "));
}

TEST_F(ReportWriter, RefusesACancelledResult) {
  EvaluationResult result = randomResult(8, 8, 5, 1);
  result.cancelled = true;
  EXPECT_THROW((void)writeEvaluation(result, m_folder.path() / "out"), Error);
  EXPECT_FALSE(fs::exists(m_folder.path() / "out"));
}

TEST_F(ReportWriter, NamesTheFolderItCannotMake) {
  std::ofstream(m_folder.path() / "taken") << "a file";
  for (const fs::path& out : {m_folder.path() / "taken", m_folder.path() / "taken" / "run1-valid"}) {
    try {
      writeEvaluation(randomResult(8, 8, 5, 1), out);
      FAIL() << "no mien::Error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::Io);
      EXPECT_THAT(error.what(), HasSubstr(out.string()));
    }
  }
}

TEST_F(ReportWriter, NamesTheFileItCannotWrite) {
  // A folder in the file's place stops also the superuser, who may write everywhere.
  fs::create_directories(m_folder.path() / "metrics.csv" / "in the way");
  try {
    writeEvaluation(randomResult(8, 8, 5, 1), m_folder.path());
    FAIL() << "no mien::Error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Io);
    EXPECT_THAT(error.what(), HasSubstr((m_folder.path() / "metrics.csv").string()));
  }
}

TEST_F(ReportWriter, SaysSoWhenTheFolderIsReadOnly) {
  if (geteuid() == 0) {
    GTEST_SKIP() << "the superuser may write to read-only folders";
  }
  fs::permissions(m_folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THROW((void)writeEvaluation(randomResult(8, 8, 5, 1), m_folder.path()), Error);
  fs::permissions(m_folder.path(), fs::perms::owner_all);
}

TEST(EvaluationFolder, IsNamedAfterTheRunAndTheSplit) {
  const auto folder = [](const char* weights, Split split, LabelPolicy policy = LabelPolicy::Majority) {
    return evaluationFolder("results", weights, split, policy);
  };
  EXPECT_EQ(folder("saved/run1/model_best.pth", Split::Test), "results/run1-test");
  EXPECT_EQ(folder("saved/run1/model_best.pth", Split::Test, LabelPolicy::Soft), "results/run1-test-soft");
  EXPECT_EQ(folder("/a/b/final_model.pth", Split::Valid), "results/b-final_model-valid");
  EXPECT_EQ(folder("./model_best.pth", Split::Valid), "results/model_best-valid");
  EXPECT_EQ(folder("b3.pth", Split::Valid), "results/b3-valid");
  EXPECT_EQ(folder("models/b3.pth", Split::Valid), "results/b3-valid");
  EXPECT_EQ(folder("./b3.pth", Split::Train), "results/b3-train");
}

} // namespace
} // namespace mien
