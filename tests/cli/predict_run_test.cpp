#include "app/commands/predict_run.h"

#include "core/common/error.h"
#include "core/face/image_file.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace mien::cli {
namespace {

class PredictRun : public testing::Test {
protected:
  PredictRun() {
    savePng(cv::Mat(300, 600, CV_8UC3, cv::Scalar::all(255)), path("photos/b.png"));
    savePng(cv::Mat(48, 48, CV_8UC1, cv::Scalar(51)), path("photos/a.png"));
  }

  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    std::filesystem::create_directories((m_folder.path() / name).parent_path());
    return m_folder.path() / name;
  }

  void run(std::vector<Face> faces = {{cv::Rect2f(20, 30, 100, 100), 0.5F}}) {
    FrameAnalyzer analyzer(std::make_unique<test::FakeDetector>(std::move(faces)),
                           std::make_unique<test::FakeClassifier>());
    runPredict(m_options, analyzer, m_out, m_problems);
  }

  test::TempFolder m_folder;
  PredictOptions m_options;
  std::ostringstream m_out;
  std::ostringstream m_problems;
};

TEST_F(PredictRun, PrintsAFolderInOrder) {
  m_options.inputs = {path("photos")};
  run();
  EXPECT_EQ(m_out.str(), path("photos/a.png").string() + ": already cropped: dark 80.0%, bright 20.0%\n" +
                             path("photos/b.png").string() +
                             ": 1 face\n     20,30     100x100  score 0.50  bright 100.0%, dark 0.0%\n");
  EXPECT_EQ(m_problems.str(), "");
}

TEST_F(PredictRun, NeverWritesOverAnImageItWasGiven) {
  savePng(cv::Mat(300, 600, CV_8UC3, cv::Scalar(0, 0, 255)), path("photos/a.jpg")); // by its name alone a JPEG
  std::map<std::filesystem::path, std::string> before;
  const auto content = [](const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  for (const char* name : {"photos/a.jpg", "photos/a.png", "photos/b.png"}) {
    before[path(name)] = content(path(name));
  }
  m_options.inputs = {path("photos")};
  m_options.annotatedFolder = path("photos") / ".." / "photos";
  run();
  for (const auto& [file, bytes] : before) {
    EXPECT_EQ(content(file), bytes) << file;
  }
  for (const char* copy : {"photos/a-2.png", "photos/a-3.png", "photos/b-2.png"}) {
    EXPECT_TRUE(std::filesystem::exists(path(copy))) << copy;
  }
}

TEST_F(PredictRun, KeepsTheTableOfWhatWasDone) {
  class Failing : public test::FakeClassifier {
  public:
    Predictions classify(std::span<const GrayView> faces, bool embeddings) override {
      if (faces.front().width > 48) {
        throw Error(ErrorKind::Internal, "The network broke.");
      }
      return FakeClassifier::classify(faces, embeddings);
    }
  };
  m_options.inputs = {path("photos")};
  m_options.csvFile = path("table.csv");
  const std::vector<Face> faces{{cv::Rect2f(20, 30, 100, 100), 0.5F}};
  FrameAnalyzer analyzer(std::make_unique<test::FakeDetector>(faces), std::make_unique<Failing>());
  EXPECT_THROW(runPredict(m_options, analyzer, m_out, m_problems), Error);
  EXPECT_NE(m_problems.str().find("The network broke."), std::string::npos);
  std::ifstream stream(m_options.csvFile);
  EXPECT_NE(std::string(std::istreambuf_iterator<char>(stream), {}).find("a.png"), std::string::npos);

  std::stop_source stop;
  stop.request_stop();
  m_problems.str("");
  runPredict(m_options, analyzer, m_out, m_problems, stop.get_token());
  EXPECT_NE(m_problems.str().find("stopped after 0 of 2"), std::string::npos) << m_problems.str();
}

TEST_F(PredictRun, SaysWhatIsUncertain) {
  m_options.inputs = {path("photos")};
  m_options.uncertainBelow = 0.9;
  run();
  EXPECT_NE(m_out.str().find("already cropped: uncertain: dark 80.0%"), std::string::npos);
  EXPECT_NE(m_out.str().find("score 0.50  bright 100.0%"), std::string::npos);
}

TEST_F(PredictRun, SaysWhenThereIsNoFace) {
  m_options.inputs = {path("photos/b.png")};
  run({});
  EXPECT_EQ(m_out.str(), path("photos/b.png").string() + ": no face found\n");
}

TEST_F(PredictRun, GoesOnAfterABadImage) {
  m_folder.write("photos/a_bad.png", "no image");
  m_options.inputs = {path("photos"), path("missing.jpg")};
  m_options.csvFile = path("faces.csv");
  try {
    run();
    ADD_FAILURE() << "bad images were not reported";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData); // exit status 2
  }
  EXPECT_NE(m_problems.str().find("a_bad.png"), std::string::npos);
  EXPECT_NE(m_problems.str().find("missing.jpg"), std::string::npos);
  EXPECT_NE(m_out.str().find("b.png: 1 face"), std::string::npos);
  std::ifstream stream(m_options.csvFile);
  const std::string table{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_EQ(std::ranges::count(table, '\n'), 5) << "the bad ones have their rows, too";
  EXPECT_NE(table.find("missing.jpg,,"), std::string::npos) << table;
}

TEST_F(PredictRun, PrintsOneJsonObjectALine) {
  m_options.inputs = {path("photos")};
  m_options.json = true;
  run();
  std::istringstream lines(m_out.str());
  std::vector<nlohmann::json> objects;
  for (std::string line; std::getline(lines, line);) {
    objects.push_back(nlohmann::json::parse(line));
  }
  ASSERT_EQ(objects.size(), 2U);
  EXPECT_EQ(objects[0]["whole"], true);
  EXPECT_EQ(objects[1]["faces"][0]["label"], "bright");
}

TEST_F(PredictRun, GivesEveryImageAPictureOfItsOwn) {
  savePng(cv::Mat(48, 48, CV_8UC1, cv::Scalar(51)), path("more/a.png"));
  m_options.inputs = {path("photos"), path("more/a.png")};
  m_options.annotatedFolder = m_folder.path() / "new" / "pictures";
  run();
  const std::vector<std::filesystem::path> expected{
      m_options.annotatedFolder / "a-2.png", m_options.annotatedFolder / "a.png", m_options.annotatedFolder / "b.png"};
  EXPECT_EQ(listFolder(m_options.annotatedFolder).pictures, expected);
  EXPECT_EQ(loadPicture(expected[2]).image.size(), cv::Size(600, 300));
}

TEST_F(PredictRun, ComplainsOfAnEmptyFolder) {
  std::filesystem::create_directories(m_folder.path() / "empty");
  m_options.inputs = {m_folder.path() / "empty"};
  m_options.csvFile = m_folder.write("table.csv", "an earlier table");
  EXPECT_THROW(run(), Error);
  std::ifstream stream(m_options.csvFile);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "an earlier table");
}

} // namespace
} // namespace mien::cli
