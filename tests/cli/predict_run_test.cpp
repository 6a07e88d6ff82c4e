#include "app/commands/predict/predict_run.h"

#include "core/common/error.h"
#include "core/face/annotation/image_file.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>

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
    ImageAnalyzer analyzer(std::make_unique<test::FakeDetector>(std::move(faces)),
                           std::make_unique<test::FakeClassifier>());
    m_options.frameClassifier = std::make_shared<test::FakeClassifier>();
    m_options.frameDetector = [] {
      return std::make_unique<test::FakeDetector>(std::vector<Face>{{cv::Rect2f(20, 30, 100, 100), 0.5F}});
    };
    runPredict(m_options, analyzer, m_out, m_problems);
  }

  /// Four frames at 20 a second.
  void writeVideo(const std::string& name) const {
    const std::filesystem::path made = path("made.avi"); // OpenCV writes what the suffix says
    {
      cv::VideoWriter writer(made.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {320, 240});
      for (int i = 0; i < 4; ++i) {
        writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(51)));
      }
    }
    std::filesystem::rename(made, path(name));
  }

  /// The cells of the table, by column.
  [[nodiscard]] std::vector<std::map<std::string, std::string>> rows() const {
    std::ifstream stream(m_options.csvFile);
    std::vector<std::string> names;
    std::vector<std::map<std::string, std::string>> all;
    for (std::string line; std::getline(stream, line);) {
      std::vector<std::string> cells(1);
      bool quoted = false; // messages are; no test has a quote in one
      for (const char letter : line) {
        quoted = quoted != (letter == '"');
        if (letter == ',' && !quoted) {
          cells.emplace_back();
        } else {
          cells.back() += letter;
        }
      }
      if (names.empty()) {
        names = cells;
        continue;
      }
      EXPECT_EQ(cells.size(), names.size()) << line;
      auto& row = all.emplace_back();
      for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) {
        row[names[i]] = cells[i];
      }
    }
    return all;
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
        throw Error(ErrorKind::Internal, Message("The network broke."));
      }
      return FakeClassifier::classify(faces, embeddings);
    }
  };
  m_options.inputs = {path("photos")};
  m_options.csvFile = path("table.csv");
  const std::vector<Face> faces{{cv::Rect2f(20, 30, 100, 100), 0.5F}};
  ImageAnalyzer analyzer(std::make_unique<test::FakeDetector>(faces), std::make_unique<Failing>());
  EXPECT_THROW(runPredict(m_options, analyzer, m_out, m_problems), Error);
  EXPECT_NE(m_problems.str().find("The network broke."), std::string::npos);
  std::ifstream stream(m_options.csvFile);
  EXPECT_NE(std::string(std::istreambuf_iterator<char>(stream), {}).find("a.png"), std::string::npos);

  std::stop_source stop;
  stop.request_stop();
  m_problems.str("");
  runPredict(m_options, analyzer, m_out, m_problems, stop.get_token());
  EXPECT_NE(m_problems.str().find("stopped while the folders were listed"), std::string::npos) << m_problems.str();
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
  std::vector<std::filesystem::path> written;
  for (const auto& entry : std::filesystem::directory_iterator(m_options.annotatedFolder)) {
    written.push_back(entry.path());
  }
  std::ranges::sort(written);
  EXPECT_EQ(written, expected);
  EXPECT_TRUE(listFolder(m_options.annotatedFolder).pictures.empty()) << "copies are no input";
  EXPECT_EQ(loadPicture(expected[2]).image.size(), cv::Size(600, 300));
}

TEST_F(PredictRun, TakesVideosAndPicturesOfFoldersIntoOneTable) {
  writeVideo("photos/sub/v.avi");
  writeVideo("photos/c-no-suffix");
  writeVideo("photos/D.AVI");
  m_folder.write("photos/notes.txt", "text");
  m_options.inputs = {path("photos"), path("photos/a.png")}; // the second is there already
  m_options.csvFile = path("table.csv");
  run();
  std::vector<std::string> files;
  for (const auto& row : rows()) {
    const std::string name = std::filesystem::path(row.at("file")).lexically_relative(path("photos")).string();
    if (files.empty() || files.back() != name) {
      files.push_back(name);
    }
    const bool video = !name.ends_with(".png");
    EXPECT_EQ(row.at("frame").empty(), !video) << name;
    EXPECT_EQ(row.at("time").empty(), !video) << name;
    EXPECT_EQ(row.at("state"), name == "a.png" ? "whole" : "found") << name;
    EXPECT_EQ(row.at("error"), "");
  }
  EXPECT_EQ(files, (std::vector<std::string>{"D.AVI", "a.png", "b.png", "c-no-suffix", "sub/v.avi"}));
  EXPECT_EQ(rows().size(), 3 * 4U + 2U);
  EXPECT_EQ(rows()[3].at("time"), "0.150000");
  EXPECT_EQ(rows()[3].at("dark_raw"), "0.800000");
  EXPECT_NE(m_problems.str().find("1 .txt"), std::string::npos) << m_problems.str();
}

TEST_F(PredictRun, PrintsOneJsonObjectAVideo) {
  writeVideo("one.avi");
  writeVideo("two.avi");
  m_options.inputs = {path("one.avi"), path("photos/a.png"), path("two.avi")};
  m_options.json = true;
  run();
  std::istringstream lines(m_out.str());
  std::vector<std::string> files;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    files.push_back(std::filesystem::path(json["file"].get<std::string>()).filename().string());
    EXPECT_EQ(json.contains("frames"), files.size() != 2);
  }
  EXPECT_EQ(files, (std::vector<std::string>{"one.avi", "a.png", "two.avi"}));
}

TEST_F(PredictRun, GivesEveryVideoACopyOfItsOwn) {
  writeVideo("photos/v.avi");
  writeVideo("more/v.avi");
  m_options.inputs = {path("photos"), path("more")};
  m_options.annotatedFolder = path("photos/out");
  for (int i = 0; i < 2; ++i) { // the copies of the first run are no inputs of the second
    run();
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_options.annotatedFolder)) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    EXPECT_EQ(names, (std::vector<std::string>{"a.png", "b.png", "v-2-annotated.mp4", "v-annotated.mp4"}));
  }
}

TEST_F(PredictRun, GoesOnAfterABadVideo) {
  writeVideo("good.avi");
  m_folder.write("bad.mp4", std::string("\0\0\0\x18"
                                        "ftypmp42\0\0\0\0mp42isom",
                                        24));
  m_options.inputs = {path("bad.mp4"), path("good.avi"), path("photos/a.png")};
  m_options.csvFile = path("table.csv");
  try {
    run();
    ADD_FAILURE() << "a bad video was not reported";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData); // exit status 2
    EXPECT_NE(std::string(error.what()).find("1 of the inputs"), std::string::npos) << error.what();
  }
  EXPECT_NE(m_problems.str().find("bad.mp4"), std::string::npos);
  const auto table = rows();
  ASSERT_EQ(table.size(), 1U + 4U + 1U);
  EXPECT_EQ(table[0].at("face"), "");
  EXPECT_NE(table[0].at("error"), "");
}

TEST_F(PredictRun, FailsAsTheMachineDidAndKeepsTheRest) {
  class Failing : public test::FakeClassifier {
  public:
    Predictions classify(std::span<const GrayView> faces, bool embeddings) override {
      if (faces.front().width > 48) {
        throw std::runtime_error("out of luck"); // not one of ours
      }
      return FakeClassifier::classify(faces, embeddings);
    }
  };
  m_options.inputs = {path("photos/b.png"), path("photos/a.png"), path("missing.png")};
  m_options.csvFile = path("table.csv");
  const std::vector<Face> faces{{cv::Rect2f(20, 30, 100, 100), 0.5F}};
  ImageAnalyzer analyzer(std::make_unique<test::FakeDetector>(faces), std::make_unique<Failing>());
  try {
    runPredict(m_options, analyzer, m_out, m_problems);
    ADD_FAILURE() << "nothing was said";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Internal); // exit status 1
  }
  EXPECT_EQ(rows().size(), 3U);
  EXPECT_NE(m_problems.str().find("b.png cannot be analysed: out of luck"), std::string::npos) << m_problems.str();
}

TEST_F(PredictRun, WritesRowByRow) {
  m_options.inputs = {path("photos")};
  m_options.csvFile = path("table.csv");
  std::vector<std::ptrdiff_t> lines;
  ImageAnalyzer analyzer(std::make_unique<test::ScriptedDetector>([&](const cv::Mat&) {
                           const std::filesystem::path part = path("table.csv.part");
                           std::ifstream stream(part);
                           lines.push_back(std::count(std::istreambuf_iterator<char>(stream), {}, '\n'));
                           return std::vector{test::faceAt(20, 30, 100)};
                         }),
                         std::make_unique<test::FakeClassifier>());
  runPredict(m_options, analyzer, m_out, m_problems);
  EXPECT_EQ(lines, std::vector<std::ptrdiff_t>{2}) << "while b.png is looked at, the header and a.png's row are there";
  EXPECT_FALSE(std::filesystem::exists(path("table.csv.part")));
}

TEST_F(PredictRun, EndsWhenTheTableCannotBeWritten) {
  const std::filesystem::path full = path("full"); // a node of our own: never the machine's
  if (::mknod(full.c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "may not make a device";
  }
  m_options.inputs = {path("photos")};
  m_options.csvFile = full;
  try {
    run();
    ADD_FAILURE() << "nothing was said";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::DiskFull) << error.what();
  }
  EXPECT_TRUE(std::filesystem::is_character_file(full));
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
