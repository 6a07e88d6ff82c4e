#include "core/train/detail/replica_set.h"

#include "core/data/emotion.h"

#include <gtest/gtest.h>

#include <set>

namespace mien::detail {
namespace {

// Layers of torchvision's efficientnet_b3, counted by hand: a stem; 26 blocks with a depthwise convolution, the two of
// a squeeze and excitation and a projection, 24 of them with an expansion; a last convolution; a linear head.
constexpr int kConvolutions = 1 + 26 * 4 + 24 + 1;
constexpr int kNorms = 1 + 26 * 2 + 24 + 1;
constexpr int kExcitations = 26 * 2; // the convolutions that have a bias

TEST(ReplicaSet, DecaysMatricesOnly) {
  ModelInfo info;
  info.labels = emotionLabels(8);
  ReplicaSet replicas(info, {}, 1, 1);
  int decaying = 0;
  int others = 0;
  std::set<std::string> outsideTheBackbone;
  for (const SharedParameter& parameter : replicas.parameters()) {
    ++(parameter.decays ? decaying : others);
    if (parameter.name.ends_with(".bias")) {
      EXPECT_FALSE(parameter.decays) << parameter.name;
    }
    if (!parameter.backbone) {
      outsideTheBackbone.insert(parameter.name);
    }
  }
  EXPECT_EQ(decaying, kConvolutions + 1);
  EXPECT_EQ(others, 2 * kNorms + kExcitations + 1);
  EXPECT_EQ(outsideTheBackbone, (std::set<std::string>{"classifier.1.weight", "classifier.1.bias"}));
}

} // namespace
} // namespace mien::detail
