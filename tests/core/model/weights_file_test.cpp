#include "core/model/weights_file.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "tests/core/model/info_fixture.h"
#include "tests/core/weights/state_fixture.h"
#include "tests/support/shared_files.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstdlib>

namespace mien {
namespace {

TEST(WeightsFile, GivesBackWhatItWasGiven) {
  const test::TempFolder folder;
  const StateDict state = sampleState();
  const ModelInfo info = sampleInfo();
  saveWeights(folder / "a.pth", state, info);

  const Weights read = loadWeights(folder / "a.pth");
  expectSame(read.state, state);
  ASSERT_TRUE(read.info);
  expectSame(*read.info, info);
  expectSame(readModelInfo(folder / "a.pth"), info);
}

TEST(WeightsFile, SameContentGivesSameBytes) {
  const test::TempFolder folder;
  saveWeights(folder / "a.pth", sampleState(), sampleInfo());
  saveWeights(folder / "b.pth", sampleState(), sampleInfo());
  EXPECT_EQ(readFile(folder / "a.pth"), readFile(folder / "b.pth"));
}

TEST(WeightsFile, AnInfoOrStateThatCannotBeReadBackIsNotWritten) {
  const test::TempFolder folder;
  ModelInfo info = sampleInfo();
  info.labels.clear();
  EXPECT_THROW(saveWeights(folder / "a.pth", sampleState(), info), Error);
  StateDict twice = sampleState();
  twice.push_back(twice.front());
  EXPECT_THROW(saveWeights(folder / "a.pth", twice, sampleInfo()), Error);
  StateDict tooShort = sampleState();
  tooShort[0].bytes.pop_back();
  EXPECT_THROW(saveWeights(folder / "a.pth", tooShort, sampleInfo()), Error);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(WeightsFile, AFailedSaveKeepsTheOldFile) {
  const test::TempFolder folder;
  saveWeights(folder / "a.pth", sampleState(), sampleInfo());
  const std::string old = readFile(folder / "a.pth");
  const auto child = [&folder] {
    (void)std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      ::_exit(1);
    }
    StateDict big{arrayOf<float>("w", DType::Float32, {50'000}, std::vector<float>(50'000))};
    try {
      saveWeights(folder / "a.pth", big, sampleInfo());
    } catch (const Error& error) {
      ::_exit(error.kind() == ErrorKind::DiskFull ? 0 : 2);
    }
    ::_exit(3);
  };
  EXPECT_EXIT(child(), testing::ExitedWithCode(0), "");
  EXPECT_EQ(readFile(folder / "a.pth"), old);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(WeightsFile, ReadsARealFile) {
  const std::filesystem::path file = test::sharedFile("models/b3_ferplus_spike_fp16.pth");
  if (!std::filesystem::exists(file)) {
    GTEST_SKIP() << "there is no " << file;
  }
  const Weights weights = loadWeights(file);
  EXPECT_FALSE(weights.info);
  EXPECT_EQ(readModelInfo(file).assumed.size(), 3U) << "labels, size and normalisation";
  ASSERT_EQ(weights.state.size(), 574U);
  EXPECT_EQ(weights.state.front().name, "features.0.0.weight");
  EXPECT_EQ(weights.state.front().shape, (std::vector<std::int64_t>{40, 3, 3, 3}));
  EXPECT_EQ(weights.state.front().type, DType::Float16);
  EXPECT_EQ(weights.state.back().name, "classifier.1.bias");
  EXPECT_EQ(weights.state.back().shape, (std::vector<std::int64_t>{8}));
  for (const NamedArray& array : weights.state) {
    for (const float value : toFloat(array)) {
      ASSERT_TRUE(std::isfinite(value)) << array.name;
    }
  }
}

} // namespace
} // namespace mien
