#include "ui/predict/export/export_writer.h"

#include "core/common/files/read_file.h"
#include "core/face/annotation/image_file.h"
#include "core/session/session_reader.h"
#include "tests/support/same_files.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "tests/support/user_locale.h"
#include "tests/ui/predict/made_video.h"
#include "ui/predict/export/export_files.h"
#include "ui/predict/export/export_summary.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace mien::ui::test {
namespace {

namespace fs = std::filesystem;

using State = PredictEntry::State;

class ExportWriterTest : public testing::Test {
protected:
  ExportWriterTest() { m_plan.folder = m_folder / "out"; }

  [[nodiscard]] static AnalysisProvenance origin(const QString& title, std::vector<std::string> labels) {
    AnalysisSetup setup;
    setup.model = std::make_shared<SharedClassifier>([]() -> std::unique_ptr<Classifier> { return nullptr; }, title);
    ModelInfo info;
    info.labels = std::move(labels);
    return {std::make_shared<const AnalysisSetup>(setup), std::make_shared<const ModelInfo>(info), FaceMode::Whole};
  }

  PredictEntry& add(const fs::path& file) {
    PredictEntry& entry = m_plan.entries.emplace_back();
    entry.file = file;
    return entry;
  }

  /// A picture with one face in two classes, "calm" and "angry" unless given.
  PredictEntry& addImage(const std::string& name, std::vector<std::string> labels = {"calm", "angry"}) {
    const fs::path file = m_folder / name;
    fs::create_directories(file.parent_path());
    savePng(cv::Mat(48, 48, CV_8UC1, cv::Scalar(200)), file);
    auto analysis = std::make_shared<ImageAnalysis>();
    analysis->faces.push_back({{cv::Rect2f(4, 4, 40, 40), 1.0F}, {4, 4, 40, 40}, 1, {0.25F, 0.75F}});
    PredictEntry& entry = add(file);
    entry.state = State::Done;
    entry.origin = origin("run-1", std::move(labels));
    entry.analysis = std::move(analysis);
    return entry;
  }

  PredictEntry& addFailed(const std::string& name, const QString& problem) {
    PredictEntry& entry = add(m_folder / name);
    entry.state = State::Failed;
    entry.problem = problem;
    return entry;
  }

  PredictEntry& addVideo(const std::string& name, int frames) {
    PredictEntry& entry = add(m_folder / name);
    entry.video = true;
    entry.state = State::Done;
    entry.origin = origin("run-1", {"calm", "angry"});
    entry.results = std::make_shared<VideoResults>(entry.origin.model->labels, CropFraming());
    for (int i = 0; i < frames; ++i) {
      FaceResult face;
      face.id = 1;
      face.box = {10, 20, 80, 80};
      face.probabilities = {0.75F, 0.25F};
      FrameResult result;
      result.seconds = i / 20.0;
      result.faces = {face};
      entry.results->add(result);
    }
    entry.results->finish({false, frames, 20, {}});
    return entry;
  }

  PredictExported write() {
    return writeExport(m_plan, [](int) {}, {});
  }

  [[nodiscard]] std::string table() const { return readFile(m_plan.folder / "predictions.csv"); }
  [[nodiscard]] nlohmann::ordered_json report() const {
    return nlohmann::ordered_json::parse(readFile(m_plan.folder / "predictions.json"));
  }

  mien::test::TempFolder m_folder;
  PredictExportPlan m_plan;
};

TEST_F(ExportWriterTest, NamesWhatFailedAndWhatWaits) {
  addImage("a.png");
  addFailed("broken.png", "broken.png is no image, at all");
  addFailed("film.mp4", "no video").video = true;
  add(m_folder / "later.png");
  const PredictExported result = write();
  EXPECT_TRUE(result.problems.isEmpty()) << result.problems.join('\n').toStdString();
  EXPECT_EQ(result.waiting, 1);
  EXPECT_EQ(std::ranges::count(table(), '\n'), 5);
  EXPECT_NE(table().find("broken.png,,,,,,,,,,,,\"broken.png is no image, at all\"\n"), std::string::npos) << table();
  EXPECT_NE(table().find("later.png,,,,,,,,,,,,not analysed yet\n"), std::string::npos) << table();
  ASSERT_EQ(report().size(), 4U);
  EXPECT_FALSE(report()[0].contains("error"));
  EXPECT_EQ(report()[0]["model"], "run-1");
  EXPECT_EQ(report()[1]["error"], "broken.png is no image, at all");
  EXPECT_EQ(report()[2]["error"], "no video");
  EXPECT_EQ(report()[3]["error"], "not analysed yet");
  EXPECT_FALSE(fs::exists(m_plan.folder / "videos"));
}

TEST_F(ExportWriterTest, OneThatCannotBeWrittenStopsNoOther) {
  addImage("a.png");
  addImage("b.png");
  fs::create_directories(m_plan.folder / "predictions.csv" / "in the way");
  fs::create_directories(m_plan.folder / "annotated" / "a.png" / "in the way");
  const PredictExported result = write();
  EXPECT_EQ(report().size(), 2U);
  EXPECT_TRUE(fs::is_regular_file(m_plan.folder / "annotated" / "b.png"));
  EXPECT_TRUE(fs::is_regular_file(m_plan.folder / "annotated" / "a-2.png")) << "beside what is in the way";
  EXPECT_EQ(result.written, 3);
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_TRUE(result.problems[0].contains("predictions.csv"));
  const ExportSummary summary = exportSummary("out", result);
  EXPECT_EQ(summary.kind, MessageBanner::Kind::Warning);
  EXPECT_TRUE(summary.details.contains("predictions.csv"));
}

TEST_F(ExportWriterTest, AnImageThatIsGoneIsNamed) {
  fs::remove(addImage("a.png").file);
  addImage("b.png");
  const PredictExported result = write();
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_TRUE(result.problems[0].contains("a.png"));
  EXPECT_TRUE(fs::exists(m_plan.folder / "annotated" / "b.png"));
}

TEST_F(ExportWriterTest, StopsBeforeTheTablesAndBetweenTheCopies) {
  addImage("a.png");
  addImage("b.png");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(writeExport(
                  m_plan, [](int) {}, stop.get_token())
                  .cancelled);
  EXPECT_TRUE(fs::is_empty(m_plan.folder)) << "no half of a table";
  std::stop_source later;
  const PredictExported result = writeExport(
      m_plan, [&later](int) { later.request_stop(); }, later.get_token());
  EXPECT_TRUE(result.cancelled);
  EXPECT_TRUE(result.problems.isEmpty());
  EXPECT_TRUE(fs::exists(m_plan.folder / "predictions.json"));
  EXPECT_TRUE(fs::exists(m_plan.folder / "annotated" / "a.png"));
  EXPECT_FALSE(fs::exists(m_plan.folder / "annotated" / "b.png"));
}

TEST_F(ExportWriterTest, PutsSeveralModelsIntoOneTable) {
  addImage("a.png");
  addImage("b.png", {"angry", "sad"});
  write();
  EXPECT_EQ(table().substr(0, table().find('\n')),
            "file,face,x,y,width,height,score,label,calm,angry,sad,uncertain,uncertain_below,error");
  EXPECT_NE(table().find(",angry,0.25,0.75,,false,0.5,\n"), std::string::npos) << table();
  EXPECT_NE(table().find(",sad,,0.25,0.75,false,0.5,\n"), std::string::npos) << table();
}

TEST_F(ExportWriterTest, NoCopyReplacesAFileOfTheList) {
  const fs::path video = m_folder / "film.avi";
  if (!writeVideo(video, 4)) {
    GTEST_SKIP() << "OpenCV cannot write videos here";
  }
  addVideo("film.avi", 4);
  const fs::path source = m_folder.write("out/annotated/film-annotated.mp4", "the user's own"); // waits, so no result
  add(source).video = true;
  const fs::path part = m_folder.write("out/annotated/film-2-annotated.part.mp4", "the user's own");
  add(part).video = true;
  const fs::path image = m_folder.write("out/annotated/a.png", "the user's own");
  addFailed("out/annotated/a.png", "no image");
  addImage("a.png");
  const PredictExported result = write();
  EXPECT_TRUE(result.problems.isEmpty()) << result.problems.join('\n').toStdString();
  EXPECT_EQ(readFile(source), "the user's own");
  EXPECT_EQ(readFile(part), "the user's own");
  EXPECT_EQ(readFile(image), "the user's own");
  EXPECT_GT(fs::file_size(m_plan.folder / "annotated" / "film-3-annotated.mp4"), 0U);
  EXPECT_TRUE(fs::exists(m_plan.folder / "annotated" / "a-2.png"));
}

TEST_F(ExportWriterTest, NamesTheForeignFilesBeforeItReplacesThem) {
  addImage("a.png");
  addVideo("film.avi", 4);
  EXPECT_TRUE(foreignFiles(exportFiles(m_plan)).empty());
  const fs::path table = m_folder.write("out/predictions.csv", "my own table\n");
  const fs::path frames = m_folder.write("out/videos/film.csv", "my own table\n");
  const fs::path picture = m_folder.write("out/annotated/a.png", "my own picture");
  EXPECT_EQ(foreignFiles(exportFiles(m_plan)), (std::vector{table, frames, picture}));
  m_plan.csv = m_plan.pictures = false;
  EXPECT_TRUE(foreignFiles(exportFiles(m_plan)).empty());
}

TEST_F(ExportWriterTest, VideosOfOneNameGetATableEach) {
  addVideo("a/clip.mp4", 3);
  addVideo("b/clip.mp4", 5);
  m_plan.pictures = false;
  for (int time = 0; time < 2; ++time) { // an earlier export changes nothing
    ASSERT_TRUE(write().problems.isEmpty());
    const fs::path tables = m_plan.folder / "videos";
    EXPECT_EQ(readSession(tables / "clip.csv").results.size(), 3U);
    EXPECT_EQ(readSession(tables / "clip-2.csv").results.size(), 5U);
    EXPECT_EQ(std::distance(fs::directory_iterator(tables), fs::directory_iterator()), 2);
    EXPECT_EQ(report()[0]["table"], "videos/clip.csv");
    EXPECT_EQ(report()[1]["file"], (m_folder / "b/clip.mp4").string());
    EXPECT_EQ(report()[1]["table"], "videos/clip-2.csv");
  }
}

TEST_F(ExportWriterTest, HalvesOfFilesOfSomebodyElseAreLeftAlone) {
  if (!writeVideo(m_folder / "film.avi", 4)) {
    GTEST_SKIP() << "OpenCV cannot write videos here";
  }
  addVideo("film.avi", 4);
  addImage("a.png");
  const std::array parts{m_folder.write("out/predictions.csv.part", "half of a download"),
                         m_folder.write("out/videos/film.csv.part", "half of a download"),
                         m_folder.write("out/annotated/film-annotated.part.mp4", "half of a download")};
  const PredictExported result = write();
  for (const fs::path& part : parts) {
    EXPECT_EQ(readFile(part), "half of a download");
  }
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_TRUE(result.problems[0].contains("predictions.csv.part")) << result.problems[0].toStdString();
  EXPECT_EQ(readSession(m_plan.folder / "videos" / "film-2.csv").results.size(), 4U);
  EXPECT_GT(fs::file_size(m_plan.folder / "annotated" / "film-2-annotated.mp4"), 0U);

  // What a killed export of Mien's own has left is replaced.
  fs::remove(parts[0]);
  m_folder.write("out/predictions.csv.part", "file,face,x,y,width,height,score,label,calm,angry\na.png,1,4.");
  EXPECT_TRUE(write().problems.isEmpty());
  EXPECT_FALSE(fs::exists(parts[0]));
}

TEST_F(ExportWriterTest, ReplacesItsEarlierExportUnasked) {
  addImage("a.png");
  ASSERT_TRUE(write().problems.isEmpty());
  EXPECT_TRUE(foreignFiles(exportFiles(m_plan)).empty());
  ASSERT_TRUE(write().problems.isEmpty());
  EXPECT_FALSE(fs::exists(m_plan.folder / "annotated" / "a-2.png"));
  EXPECT_EQ(report()[0].begin().key(), "program");

  // A picture of the same name from elsewhere gets a copy of its own.
  m_plan.entries.clear();
  addImage("other/a.png");
  ASSERT_TRUE(write().problems.isEmpty());
  EXPECT_TRUE(fs::exists(m_plan.folder / "annotated" / "a-2.png"));
}

TEST_F(ExportWriterTest, MakesTablesForSpreadsheets) {
  addImage("=1+1.png");
  m_plan.entries.back().pasted = true; // shown without its folder
  m_plan.forSpreadsheets = true;
  ASSERT_TRUE(write().problems.isEmpty());
  EXPECT_TRUE(table().starts_with("\xef\xbb\xbf"
                                  "file,face,"));
  EXPECT_NE(table().find("\n'=1+1.png,1,4.0,"), std::string::npos) << table();
  m_plan.forSpreadsheets = false;
  ASSERT_TRUE(write().problems.isEmpty());
  EXPECT_TRUE(table().starts_with("file,face,"));
}

TEST_F(ExportWriterTest, DoesNotDependOnTheLanguage) {
  if (!writeVideo(m_folder / "film.avi", 4)) {
    GTEST_SKIP() << "OpenCV cannot write videos here";
  }
  addImage("a.png");
  addVideo("film.avi", 4);
  addFailed("broken.png", "broken.png is no image");
  ASSERT_TRUE(write().problems.isEmpty());
  fs::rename(m_plan.folder, m_folder / "expected");
  const mien::test::ScreenLocale screen{QLocale(QLocale::German, QLocale::Germany)};
  const mien::test::UserLocale machine("de_DE");
  if (!machine.active()) {
    GTEST_SKIP() << "the tests were built without localedef (Debian: locales)";
  }
  ASSERT_TRUE(write().problems.isEmpty());
  // x264 writes its settings into the stream with the C library's point: that is what resetNumericLocale() is for.
  for (const fs::path& folder : {m_folder / "expected", m_plan.folder}) {
    EXPECT_TRUE(fs::remove(folder / "annotated" / "film-annotated.mp4"));
  }
  mien::test::expectSameFiles(m_folder / "expected", m_plan.folder);
}

TEST_F(ExportWriterTest, WhatIsThereOfAStoppedVideoIsExported) {
  if (!writeVideo(m_folder / "film.avi", 20)) {
    GTEST_SKIP() << "OpenCV cannot write videos here";
  }
  PredictEntry& stopped = addVideo("film.avi", 8);
  stopped.state = State::Waiting;
  stopped.progress = 0.4;
  stopped.results->finish({true, 8, 20, {}});
  const PredictExported result = write();
  EXPECT_EQ(result.partial, QStringList("film.avi"));
  EXPECT_EQ(readSession(m_plan.folder / "videos" / "film.csv").results.size(), 8U);
  EXPECT_GT(fs::file_size(m_plan.folder / "annotated" / "film-annotated.mp4"), 0U);
  EXPECT_EQ(report()[0]["frames"], 8);
  EXPECT_EQ(report()[0]["error"], "stopped after 40 %");
  EXPECT_NE(table().find("film.avi,,,,,,,,,,,,stopped after 40 %\n"), std::string::npos) << table();
}

TEST_F(ExportWriterTest, AVideoThatHasBecomeShorterIsNamed) {
  if (!writeVideo(m_folder / "film.avi", 4)) {
    GTEST_SKIP() << "OpenCV cannot write videos here";
  }
  addVideo("film.avi", 8);
  const PredictExported result = write();
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_TRUE(result.problems[0].contains("film.avi") && result.problems[0].contains("frame 5"))
      << result.problems[0].toStdString();
  EXPECT_FALSE(fs::exists(m_plan.folder / "annotated" / "film-annotated.mp4"));
}

TEST(ExportSummary, SaysWhatIsMissing) {
  PredictExported result;
  result.written = 3;
  EXPECT_EQ(exportSummary("out", result).title, "The results were exported.");
  EXPECT_EQ(exportSummary("out", result).details, "out");
  result.partial = {"a.mp4", "b.mp4"};
  result.waiting = 1;
  const QString details = exportSummary("out", result).details;
  EXPECT_TRUE(details.contains("a.mp4, b.mp4")) << details.toStdString();
  EXPECT_TRUE(details.endsWith("without a result: 1 file")) << details.toStdString();
  for (int i = 0; i < 20; ++i) {
    result.problems << QString::number(i);
  }
  EXPECT_TRUE(exportSummary("out", result).details.contains("and 14 more"));
  result.written = 0;
  EXPECT_EQ(exportSummary("out", result).kind, MessageBanner::Kind::Error);
  EXPECT_TRUE(exportSummary("out", result).title.contains("could not be exported"));
  result.cancelled = true;
  EXPECT_TRUE(exportSummary("out", result).title.contains("stopped"));
}

} // namespace
} // namespace mien::ui::test
