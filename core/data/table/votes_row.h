#pragma once

#include "core/data/emotion.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mien::detail {

/// Where the ten votes stand in a row; -1 for those that the table lacks.
using VoteColumns = std::array<int, kVoteCount>;

/// Ten columns in FER+ order from `first` on.
[[nodiscard]] VoteColumns voteColumnsFrom(int first);

/// The votes of a row: whole numbers from 0 to 65535 ("3.0", as pandas writes it, is one), or shares that add up to 1
/// (a one-hot row among them), which become tenths. Nothing, and why in `reason`, when one is missing or none of these,
/// or all are 0.
[[nodiscard]] std::optional<Votes> parseVotes(const std::vector<std::string>& fields, const VoteColumns& columns,
                                              std::string& reason);

/// Votes of a layout that has one label per image.
[[nodiscard]] Votes singleVote(Emotion emotion);

} // namespace mien::detail
