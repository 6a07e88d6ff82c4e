// mien-cli demo, interrupted and beside another.
#include "core/demo/demo_data.h"
#include "core/train/trainer.h"
#include "tests/cli/child.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::Child;

class Demo : public testing::Test {
protected:
  /// A data set as a demo leaves it, but a small one: a whole demo in seconds.
  void makeSmallData() const {
    writeDemoData(m_folder / "data/demo", {.trainImages = 26, .validImages = 10, .testImages = 6, .seed = 3});
  }
  [[nodiscard]] std::vector<std::string> command() const {
    return {"demo", "--folder", m_folder.path().string(), "--epochs", "1", "--no-plots"};
  }
  void expectAWholeDemo(const std::string& name) const {
    EXPECT_TRUE(fs::exists(m_folder / "saved" / name / RunFiles::kFinal)) << name;
    EXPECT_TRUE(fs::exists(m_folder / "results" / (name + "-test") / "metrics.json")) << name;
    EXPECT_TRUE(fs::exists(m_folder / "results" / (name + "-test") / "annotated/demo_photo.png")) << name;
  }
  [[nodiscard]] bool isThere(const std::string& path) const { return fs::exists(m_folder / path); }

  test::TempFolder m_folder;
};

TEST_F(Demo, StoppedWhileItDrawsLeavesNothing) {
  for (const auto& [signal, status] : {std::pair{SIGINT, 130}, {SIGTERM, 143}, {SIGKILL, -SIGKILL}}) {
    Child child(command());
    ASSERT_TRUE(child.waitFor("Drawing", 1));
    usleep(20'000);
    child.kill(signal);
    ASSERT_EQ(child.wait(), status);
    EXPECT_FALSE(isThere("data/demo"));
    EXPECT_FALSE(isThere("saved"));
    EXPECT_TRUE(signal == SIGKILL || !isThere("data/demo.unfinished"));
  }
  // What the kill has left does not keep the next one from drawing.
  Child next(command());
  ASSERT_TRUE(next.waitFor("Training", 1));
  EXPECT_TRUE(isThere("data/demo/FER2013Test/label.csv"));
  EXPECT_FALSE(isThere("data/demo.unfinished"));
}

TEST_F(Demo, StoppedWhileItTrainsWorksTheNextTime) {
  makeSmallData();
  int number = 0;
  for (const auto& [signal, status] : {std::pair{SIGINT, 130}, {SIGTERM, 143}, {SIGKILL, -SIGKILL}}) {
    auto arguments = command();
    arguments[4] = "50";
    Child child(arguments);
    ASSERT_TRUE(child.waitFor("epoch 1/", 1));
    child.kill(signal);
    std::string advice;
    EXPECT_EQ(child.waitFor("go on with: mien-cli train --resume", 1, &advice), signal != SIGKILL);
    ASSERT_EQ(child.wait(), status);
    const std::string name = ++number == 1 ? "demo" : "demo-" + std::to_string(number);
    EXPECT_TRUE(isThere("saved/" + name + "/config.json")) << name;
    EXPECT_EQ(isThere("saved/" + name + "/" + RunFiles::kCheckpoint), signal != SIGKILL) << name;
  }
  Child next(command());
  EXPECT_EQ(next.wait(), 0);
  expectAWholeDemo("demo-4");
}

TEST_F(Demo, StoppedWhileItEvaluatesWorksTheNextTime) {
  makeSmallData();
  Child child(command());
  ASSERT_TRUE(child.waitFor("finished after", 1));
  child.kill(SIGINT);
  const int status = child.wait(); // it may have been faster
  EXPECT_TRUE(status == 130 || status == 0) << status;
  EXPECT_TRUE(isThere(std::string("saved/demo/") + RunFiles::kFinal));
  EXPECT_EQ(isThere("results/demo-test/metrics.json"), status == 0) << "a report is whole or not there";
  Child next(command());
  EXPECT_EQ(next.wait(), 0);
  expectAWholeDemo("demo-2");
}

TEST_F(Demo, TwoAtOnceDoNotMeet) {
  makeSmallData();
  Child first(command());
  Child second(command());
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  expectAWholeDemo("demo");
  expectAWholeDemo("demo-2");
}

} // namespace
} // namespace mien
