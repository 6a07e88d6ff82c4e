#include "core/data/label_policy.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"

#include <algorithm>
#include <numeric>

namespace mien {

namespace {

using Counts = std::array<int, kVoteCount>;

int sum(const Counts& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

// A single vote is taken for a slip of the annotator.
Counts withoutOutliers(const Votes& votes) {
  Counts counts{};
  std::transform(votes.begin(), votes.end(), counts.begin(), [](std::uint16_t vote) { return vote > 1 ? vote : 0; });
  return counts;
}

std::optional<Counts> majority(const Counts& votes) {
  const auto top = static_cast<std::size_t>(argMax(votes));
  if (2 * votes[top] <= sum(votes)) {
    return std::nullopt;
  }
  Counts taken{};
  taken[top] = votes[top];
  return taken;
}

// The columns in order of their votes until three quarters of the votes are in, three columns are, or one is that names
// no emotion; such a column counts only when no emotion came before it. Columns that tie are taken in one go, so that
// there can be more than three: the published counts (28,056 for training) hold only when these images are kept.
std::optional<Counts> distribution(const Counts& votes) {
  const int total = sum(votes);
  Counts left = votes;
  Counts taken{};
  int part = 0;
  int columns = 0;
  bool onlyEmotions = true;
  while (4 * part < 3 * total && columns < 3 && onlyEmotions) {
    const int top = *std::max_element(left.begin(), left.end());
    for (std::size_t i = 0; i < left.size() && onlyEmotions; ++i) {
      if (left[i] != top) {
        continue;
      }
      left[i] = 0;
      part += top;
      ++columns;
      onlyEmotions = i < kEmotionCount;
      if (onlyEmotions || sum(taken) == 0) {
        taken[i] = top;
      }
    }
  }
  if (2 * sum(taken) <= total) {
    return std::nullopt;
  }
  return taken;
}

std::optional<Counts> multiTarget(const Counts& votes) {
  const int total = sum(votes);
  Counts taken{};
  for (std::size_t i = 0; i < votes.size(); ++i) {
    taken[i] = 10 * votes[i] >= 3 * total ? votes[i] : 0;
  }
  if (2 * sum(taken) <= total) {
    return std::nullopt;
  }
  return taken;
}

std::optional<Counts> taken(const Counts& votes, LabelPolicy policy) {
  switch (policy) {
  case LabelPolicy::Majority:
    return majority(votes);
  case LabelPolicy::Soft:
  case LabelPolicy::Sampled:
    return distribution(votes);
  case LabelPolicy::MultiTarget:
    return multiTarget(votes);
  }
  throw Error(ErrorKind::Internal, Message("unknown label policy"));
}

constexpr std::array<std::pair<std::string_view, LabelPolicy>, 6> kNames = {{
    {"majority", LabelPolicy::Majority},
    {"soft", LabelPolicy::Soft},
    {"sampled", LabelPolicy::Sampled},
    {"multi-target", LabelPolicy::MultiTarget},
    {"crossentropy", LabelPolicy::Soft}, // the paper's names
    {"probability", LabelPolicy::Sampled},
}};

} // namespace

std::string_view labelPolicyName(LabelPolicy policy) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const auto& name) { return name.second == policy; })->first;
}

std::optional<LabelPolicy> parseLabelPolicy(std::string_view text) {
  if (text == "multi_target") {
    return LabelPolicy::MultiTarget;
  }
  const auto* found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& name) { return name.first == text; });
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Target> makeTarget(const Votes& votes, LabelPolicy policy, int classes) {
  if (classes != kEmotionCount && classes != kEmotionCount - 1) {
    throw Error(ErrorKind::BadArgument,
                Message("cannot label with {classes} classes: use 7 or 8", {{"classes", classes}}));
  }
  std::optional<Counts> counts = taken(withoutOutliers(votes), policy);
  if (!counts) {
    return std::nullopt;
  }
  const int top = argMax(*counts);
  if ((*counts)[static_cast<std::size_t>(top)] == 0 || top >= classes) {
    return std::nullopt;
  }
  if (policy == LabelPolicy::MultiTarget) {
    std::transform(counts->begin(), counts->end(), counts->begin(), [](int count) { return count > 0 ? 1 : 0; });
  }
  const int kept = std::accumulate(counts->begin(), counts->begin() + classes, 0);
  Target target{};
  for (int i = 0; i < classes; ++i) {
    const auto at = static_cast<std::size_t>(i);
    target[at] = static_cast<float>((*counts)[at]) / static_cast<float>(kept);
  }
  return target;
}

float agreement(const Votes& votes) {
  const int total = std::accumulate(votes.begin(), votes.end(), 0);
  return total == 0 ? 0.0F
                    : static_cast<float>(*std::max_element(votes.begin(), votes.end())) / static_cast<float>(total);
}

} // namespace mien
