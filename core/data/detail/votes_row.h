#pragma once

#include "core/data/emotion.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mien::detail {

/// Where the ten votes stand in a row.
using VoteColumns = std::array<int, kVoteCount>;

/// Ten columns in FER+ order from `first` on.
[[nodiscard]] VoteColumns voteColumnsFrom(int first);

/// The columns a header names; nothing when one of the ten is missing.
[[nodiscard]] std::optional<VoteColumns> findVoteColumns(const std::vector<std::string>& header);

/// Nothing when a vote is missing or not a whole number from 0 to 65535 ("3.0", as pandas writes it, is one).
[[nodiscard]] std::optional<Votes> parseVotes(const std::vector<std::string>& fields, const VoteColumns& columns);

} // namespace mien::detail
