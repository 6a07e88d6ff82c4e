#include "core/model/weights_file.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "tests/core/model/weights_fixture.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(WeightsFile, GivesBackWhatItWasGiven) {
  const TemporaryFolder folder;
  const StateDict state = sampleState();
  const ModelInfo info = sampleInfo();
  saveWeights(folder / "a.pth", state, info);

  const Weights read = loadWeights(folder / "a.pth");
  expectSame(read.state, state);
  ASSERT_TRUE(read.info);
  expectSame(*read.info, info);
  const auto peeked = peekModelInfo(folder / "a.pth");
  ASSERT_TRUE(peeked);
  expectSame(*peeked, info);
}

TEST(WeightsFile, SameContentGivesSameBytes) {
  const TemporaryFolder folder;
  saveWeights(folder / "a.pth", sampleState(), sampleInfo());
  saveWeights(folder / "b.pth", sampleState(), sampleInfo());
  EXPECT_EQ(readFile(folder / "a.pth"), readFile(folder / "b.pth"));
}

} // namespace
} // namespace mien
