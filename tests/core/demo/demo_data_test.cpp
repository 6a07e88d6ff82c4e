#include "core/demo/demo_data.h"

#include "core/common/error.h"
#include "core/data/emotion.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace mien {
namespace {

namespace fs = std::filesystem;

class DemoData : public testing::Test {
protected:
  void SetUp() override {
    m_folder = fs::temp_directory_path() / ("mien-demo-data-" + std::to_string(::getpid()) + "-" +
                                            testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(m_folder);
  }
  void TearDown() override { fs::remove_all(m_folder); }

  fs::path m_folder;
};

std::string readFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> readTree(const fs::path& root) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) {
      files[fs::relative(entry.path(), root).string()] = readFile(entry.path());
    }
  }
  return files;
}

struct Row {
  std::string name;
  std::string box;
  std::vector<int> votes;
};

std::vector<Row> readLabels(const fs::path& folder) {
  std::vector<Row> rows;
  std::istringstream lines(readFile(folder / "label.csv"));
  for (std::string line; std::getline(lines, line);) {
    const auto open = line.find(",\"");
    const auto close = line.find("\",");
    Row row{line.substr(0, open), line.substr(open + 2, close - open - 2), {}};
    std::istringstream votes(line.substr(close + 2));
    for (std::string vote; std::getline(votes, vote, ',');) {
      row.votes.push_back(std::stoi(vote));
    }
    rows.push_back(row);
  }
  return rows;
}

ErrorKind kindOfFailure(const fs::path& out, const DemoDataOptions& options, std::string* message = nullptr) {
  try {
    writeDemoData(out, options);
  } catch (const Error& error) {
    if (message != nullptr) {
      *message = error.what();
    }
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::Internal;
}

TEST_F(DemoData, HasTheLayoutOfFerPlusAndNothingElse) {
  writeDemoData(m_folder, {.trainImages = 30, .validImages = 10, .testImages = 5, .seed = 3});
  std::set<std::string> expected;
  std::set<std::string> pictures;
  const std::map<std::string, std::size_t> splits{{"FER2013Train", 30}, {"FER2013Valid", 10}, {"FER2013Test", 5}};
  for (const auto& [split, count] : splits) {
    expected.insert(split + "/label.csv");
    const auto rows = readLabels(m_folder / split);
    EXPECT_EQ(rows.size(), count) << split;
    for (const Row& row : rows) {
      expected.insert(split + "/" + row.name);
      EXPECT_EQ(row.box, "(0, 0, 48, 48)");
      ASSERT_EQ(row.votes.size(), 10U);
      EXPECT_EQ(std::accumulate(row.votes.begin(), row.votes.end(), 0), 10);
      const cv::Mat image = cv::imread((m_folder / split / row.name).string(), cv::IMREAD_UNCHANGED);
      ASSERT_FALSE(image.empty()) << row.name;
      EXPECT_EQ(image.type(), CV_8UC1);
      EXPECT_EQ(image.size(), cv::Size(48, 48));
    }
  }
  std::set<std::string> found;
  for (const auto& [name, bytes] : readTree(m_folder)) {
    found.insert(name);
    EXPECT_TRUE(pictures.insert(bytes).second) << name << " repeats another file";
  }
  EXPECT_EQ(found, expected);
}

TEST_F(DemoData, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const DemoDataOptions options{.trainImages = 24, .validImages = 6, .testImages = 6, .seed = 5};
  DemoDataOptions other = options;
  other.seed = 6;
  writeDemoData(m_folder / "a", options);
  writeDemoData(m_folder / "b", options);
  writeDemoData(m_folder / "c", other);
  const auto first = readTree(m_folder / "a");
  EXPECT_EQ(first.size(), 39U);
  EXPECT_EQ(first, readTree(m_folder / "b"));
  const auto third = readTree(m_folder / "c");
  for (const auto& [name, bytes] : first) {
    EXPECT_NE(bytes, third.at(name)) << name;
  }
}

TEST_F(DemoData, CountsTheImagesItHasDrawn) {
  std::vector<std::size_t> counts;
  EXPECT_TRUE(writeDemoData(m_folder, {.trainImages = 150, .validImages = 0, .testImages = 20, .seed = 1},
                            [&counts](std::size_t done, std::size_t total) {
                              counts.push_back(done);
                              EXPECT_EQ(total, 170U);
                            }));
  EXPECT_GT(counts.size(), 2U);
  EXPECT_TRUE(std::is_sorted(counts.begin(), counts.end()));
  EXPECT_EQ(counts.back(), 170U);
}

TEST_F(DemoData, StopsWhenAsked) {
  std::stop_source stop;
  EXPECT_FALSE(writeDemoData(
      m_folder, {.trainImages = 400, .validImages = 20, .testImages = 20, .seed = 1},
      [&stop](std::size_t /*done*/, std::size_t /*total*/) { stop.request_stop(); }, stop.get_token()));
  EXPECT_TRUE(fs::is_empty(m_folder)) << "the next attempt wants an empty folder";
  EXPECT_TRUE(writeDemoData(m_folder, {.trainImages = 2, .validImages = 2, .testImages = 2, .seed = 1}));
}

TEST_F(DemoData, OfTwoAtOnceOneDrawsAndTheOtherWaits) {
  const DemoDataOptions options{.trainImages = 120, .validImages = 10, .testImages = 10, .seed = 1};
  std::atomic<int> drawn = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        bool any = false;
        EXPECT_TRUE(
            makeDemoData(m_folder, options, [&any](std::size_t /*done*/, std::size_t /*total*/) { any = true; }));
        drawn += any ? 1 : 0;
        EXPECT_TRUE(fs::exists(m_folder / "FER2013Test" / "label.csv")) << "whole when it returns";
      });
    }
  }
  EXPECT_EQ(drawn, 1);
  EXPECT_EQ(readTree(m_folder).size(), 143U); // 140 images, 3 tables
  EXPECT_FALSE(fs::exists(m_folder.string() + ".unfinished"));
}

TEST_F(DemoData, RefusesAFolderThatHoldsSomething) {
  fs::create_directories(m_folder);
  std::ofstream(m_folder / "precious.txt") << "mine";
  std::string message;
  EXPECT_EQ(kindOfFailure(m_folder, {}, &message), ErrorKind::BadArgument);
  EXPECT_NE(message.find(m_folder.string()), std::string::npos);
  EXPECT_NE(message.find("not empty"), std::string::npos);
  EXPECT_EQ(readTree(m_folder).size(), 1U);
  EXPECT_EQ(kindOfFailure(m_folder / "precious.txt", {}), ErrorKind::BadArgument);
}

TEST_F(DemoData, AcceptsAnEmptyFolderAndEmptySplits) {
  fs::create_directories(m_folder);
  writeDemoData(m_folder, {.trainImages = 2, .validImages = 0, .testImages = 0, .seed = 1});
  EXPECT_EQ(readTree(m_folder).size(), 5U);
  EXPECT_EQ(kindOfFailure(m_folder / "more", {.trainImages = -1}), ErrorKind::BadArgument);
}

TEST_F(DemoData, ReportsAFolderThatCannotBeWritten) {
  // Nobody, not even root, can make a folder in /proc.
  std::string message;
  EXPECT_EQ(kindOfFailure("/proc/mien-demo", {.trainImages = 1}, &message), ErrorKind::Io);
  EXPECT_NE(message.find("/proc/mien-demo"), std::string::npos);
}

TEST_F(DemoData, ReportsAFileThatCannotBeWrittenWhole) {
  // A limit on the size of files stands in for a full disk.
  struct Limit {
    rlimit before{};
    void (*handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
    Limit() {
      ::getrlimit(RLIMIT_FSIZE, &before);
      rlimit small = before;
      small.rlim_cur = 200;
      ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~Limit() {
      ::setrlimit(RLIMIT_FSIZE, &before);
      std::signal(SIGXFSZ, handler);
    }
  };
  ErrorKind kind = ErrorKind::Internal;
  std::string message;
  {
    const Limit limit;
    kind = kindOfFailure(m_folder, {.trainImages = 3, .validImages = 0, .testImages = 0}, &message);
  }
  EXPECT_EQ(kind, ErrorKind::Io);
  EXPECT_NE(message.find("demo000000"), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(m_folder / "FER2013Train" / "label.csv"));
}

TEST_F(DemoData, VotesAreMostlyClearWithSomeDoubt) {
  writeDemoData(m_folder, {.trainImages = 600, .validImages = 0, .testImages = 0, .seed = 1});
  const auto rows = readLabels(m_folder / "FER2013Train");
  int clear = 0;
  int unknown = 0;
  int notAFace = 0;
  std::array<int, 8> winners{};
  for (const Row& row : rows) {
    const auto top = std::max_element(row.votes.begin(), row.votes.end());
    const auto winner = static_cast<std::size_t>(top - row.votes.begin());
    clear += *top > 5 ? 1 : 0;
    unknown += row.votes[8] > 0 ? 1 : 0;
    notAFace += row.votes[9] > 0 ? 1 : 0;
    if (winner < winners.size()) {
      ++winners[winner];
    }
  }
  EXPECT_GT(clear, 500);
  EXPECT_LT(clear, 590);
  EXPECT_GT(unknown, 20);
  EXPECT_GT(notAFace, 3);
  EXPECT_LT(notAFace, 60);
  EXPECT_GE(*std::min_element(winners.begin(), winners.end()), 20);
}

/// Contrast-normalised 24 x 24 pixels and a 1, as a row; `emotion` is the majority's, or -1 where there is none.
struct Features {
  cv::Mat rows;
  std::vector<int> emotion;
};

Features readFeatures(const fs::path& folder) {
  Features features;
  for (const Row& row : readLabels(folder)) {
    const auto top = std::max_element(row.votes.begin(), row.votes.begin() + kEmotionCount);
    if (*top <= 5) {
      continue;
    }
    cv::Mat small;
    cv::resize(cv::imread((folder / row.name).string(), cv::IMREAD_GRAYSCALE), small, {24, 24}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(small, mean, deviation);
    cv::Mat line(1, 24 * 24 + 1, CV_32F, cv::Scalar(1));
    cv::Mat normal = (small - mean) / deviation[0];
    normal.reshape(1, 1).copyTo(line.colRange(0, 24 * 24));
    features.rows.push_back(line);
    features.emotion.push_back(static_cast<int>(top - row.votes.begin()));
  }
  return features;
}

TEST_F(DemoData, EmotionsCanBeToldApartByALinearModel) {
  writeDemoData(m_folder, {.trainImages = 1600, .validImages = 400, .testImages = 0, .seed = 1});
  const Features train = readFeatures(m_folder / "FER2013Train");
  const Features valid = readFeatures(m_folder / "FER2013Valid");
  // Ridge regression on one-hot targets: the plainest classifier there is.
  cv::Mat targets = cv::Mat::zeros(train.rows.rows, kEmotionCount, CV_32F);
  for (int i = 0; i < targets.rows; ++i) {
    targets.at<float>(i, train.emotion[static_cast<std::size_t>(i)]) = 1.0F;
  }
  cv::Mat gram = train.rows.t() * train.rows + 300.0 * cv::Mat::eye(train.rows.cols, train.rows.cols, CV_32F);
  cv::Mat weights;
  ASSERT_TRUE(cv::solve(gram, train.rows.t() * targets, weights, cv::DECOMP_CHOLESKY));
  const cv::Mat scores = valid.rows * weights;
  int right = 0;
  std::array<int, kEmotionCount> support{};
  for (int i = 0; i < scores.rows; ++i) {
    cv::Point best;
    cv::minMaxLoc(scores.row(i), nullptr, nullptr, nullptr, &best);
    const int truth = valid.emotion[static_cast<std::size_t>(i)];
    right += best.x == truth ? 1 : 0;
    ++support[static_cast<std::size_t>(truth)];
  }
  const double accuracy = right / static_cast<double>(scores.rows);
  const double majority = *std::max_element(support.begin(), support.end()) / static_cast<double>(scores.rows);
  std::printf("linear model: accuracy %.3f, majority class %.3f\n", accuracy, majority);
  EXPECT_LT(majority, 0.3);
  EXPECT_GT(accuracy, 0.55);
}

} // namespace
} // namespace mien
