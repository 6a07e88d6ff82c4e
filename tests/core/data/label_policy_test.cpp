#include "core/data/label_policy.h"

#include "core/common/error.h"

#include <gtest/gtest.h>

namespace mien {

namespace {

constexpr LabelPolicy kPolicies[] = {LabelPolicy::Majority, LabelPolicy::Soft, LabelPolicy::Sampled,
                                     LabelPolicy::MultiTarget};

TEST(LabelPolicy, MajorityNeedsMoreThanHalf) {
  EXPECT_EQ(makeTarget({6, 4}, LabelPolicy::Majority, 8), (Target{1}));
  EXPECT_EQ(makeTarget({5, 5}, LabelPolicy::Majority, 8), std::nullopt);
}

TEST(LabelPolicy, SingleVotesAreDroppedFirst) {
  // 4 of 8 is no majority, 4 of the 4 that remain is.
  EXPECT_EQ(makeTarget({4, 1, 1, 1, 1}, LabelPolicy::Majority, 8), (Target{1}));
  EXPECT_EQ(makeTarget({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, LabelPolicy::Soft, 8), std::nullopt);
}

TEST(LabelPolicy, SoftTakesColumnsUntilThreeQuarters) {
  EXPECT_EQ(makeTarget({6, 2, 2}, LabelPolicy::Soft, 8), (Target{0.6F, 0.2F, 0.2F})); // ties come together
  EXPECT_EQ(makeTarget({8, 2}, LabelPolicy::Soft, 8), (Target{1}));                   // enough with the first
}

TEST(LabelPolicy, SoftStopsAtExactlyThreeQuartersAndAtThreeColumns) {
  EXPECT_EQ(makeTarget({6, 2}, LabelPolicy::Soft, 8), (Target{1})) << "6 of 8 are three quarters";
  EXPECT_EQ(makeTarget({9, 3}, LabelPolicy::Soft, 8), (Target{1}));
  // 6 + 5 + 4 of 22 are below three quarters, but three columns are enough.
  EXPECT_EQ(makeTarget({6, 5, 4, 3, 2, 2, 0, 0, 0, 0}, LabelPolicy::Soft, 8), (Target{6.F / 15, 5.F / 15, 4.F / 15}));
}

TEST(LabelPolicy, SoftStopsBeforeUnknown) {
  EXPECT_EQ(makeTarget({6, 0, 0, 0, 0, 0, 0, 0, 4, 0}, LabelPolicy::Soft, 8), (Target{1}));
  EXPECT_EQ(makeTarget({5, 0, 0, 0, 0, 0, 0, 0, 5, 0}, LabelPolicy::Soft, 8), std::nullopt);
}

TEST(LabelPolicy, MultiTargetIsUniformOverThirtyPercent) {
  EXPECT_EQ(makeTarget({4, 3, 0, 3}, LabelPolicy::MultiTarget, 8), (Target{1.F / 3, 1.F / 3, 0, 1.F / 3}));
  EXPECT_EQ(makeTarget({6, 2, 2}, LabelPolicy::MultiTarget, 8), (Target{1}));
  EXPECT_EQ(makeTarget({5, 0, 0, 0, 0, 0, 0, 0, 0, 5}, LabelPolicy::MultiTarget, 8), (Target{1}));
}

TEST(LabelPolicy, NoPolicyKeepsWhatIsNoFace) {
  for (const LabelPolicy policy : kPolicies) {
    EXPECT_EQ(makeTarget({0, 0, 0, 0, 0, 0, 0, 0, 0, 10}, policy, 8), std::nullopt);
    EXPECT_EQ(makeTarget({}, policy, 8), std::nullopt);
  }
}

TEST(LabelPolicy, SevenClassesDropContempt) {
  const Votes mostlyContempt = {0, 0, 0, 0, 2, 0, 0, 8, 0, 0};
  const Votes someContempt = {0, 0, 0, 0, 6, 0, 0, 4, 0, 0};
  for (const LabelPolicy policy : kPolicies) {
    EXPECT_NE(makeTarget(mostlyContempt, policy, 8), std::nullopt);
    EXPECT_EQ(makeTarget(mostlyContempt, policy, 7), std::nullopt);
    EXPECT_EQ(makeTarget(someContempt, policy, 7), (Target{0, 0, 0, 0, 1}));
  }
}

TEST(LabelPolicy, OtherClassCountsAreRefused) { EXPECT_THROW((void)makeTarget({10}, LabelPolicy::Soft, 6), Error); }

TEST(LabelPolicy, NamesReadBack) {
  for (const LabelPolicy policy : kPolicies) {
    EXPECT_EQ(parseLabelPolicy(labelPolicyName(policy)), policy);
  }
  EXPECT_EQ(parseLabelPolicy("crossentropy"), LabelPolicy::Soft);
  EXPECT_EQ(parseLabelPolicy("probability"), LabelPolicy::Sampled);
  EXPECT_EQ(parseLabelPolicy("multi_target"), LabelPolicy::MultiTarget);
  EXPECT_EQ(parseLabelPolicy("best"), std::nullopt);
}

TEST(LabelPolicy, AgreementIsTheShareOfTheTopColumn) {
  EXPECT_FLOAT_EQ(agreement({6, 4}), 0.6F);
  EXPECT_FLOAT_EQ(agreement({}), 0.0F);
}

} // namespace

} // namespace mien
