#include "core/data/table/votes_row.h"

#include "core/common/text/shown_text.h"
#include "core/data/table/table_number.h"

#include <cmath>
#include <limits>

namespace mien::detail {

namespace {

constexpr std::uint16_t kSingleLabelVotes = 10;
constexpr double kShareTolerance = 0.02; // shares are rounded to two or three digits

} // namespace

VoteColumns voteColumnsFrom(int first) {
  VoteColumns columns{};
  for (int& column : columns) {
    column = first++;
  }
  return columns;
}

std::optional<Votes> parseVotes(const std::vector<std::string>& fields, const VoteColumns& columns,
                                std::string& reason) {
  std::array<double, kVoteCount> values{};
  double sum = 0;
  bool whole = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (columns[i] < 0) {
      continue;
    }
    const auto column = static_cast<std::size_t>(columns[i]);
    const std::string name(voteName(static_cast<int>(i)));
    if (column >= fields.size() || fields[column].empty()) {
      reason = "no votes for " + name;
      return std::nullopt;
    }
    const std::optional<double> value = parseTableNumber(fields[column]);
    if (!value || *value < 0 || *value > std::numeric_limits<std::uint16_t>::max()) {
      reason = "the votes for " + name + " are \"" + shownText(fields[column]) + "\"";
      return std::nullopt;
    }
    values[i] = *value;
    sum += *value;
    whole = whole && *value == std::floor(*value);
  }
  const bool shares = std::abs(sum - 1) <= kShareTolerance;
  if (sum == 0 || (!whole && !shares)) {
    reason = sum == 0 ? "all votes are 0" : "the votes are neither whole numbers nor shares that add up to 1";
    return std::nullopt;
  }
  Votes votes{};
  for (std::size_t i = 0; i < votes.size(); ++i) {
    votes[i] = static_cast<std::uint16_t>(std::lround(shares ? values[i] * kSingleLabelVotes : values[i]));
  }
  return votes;
}

Votes singleVote(Emotion emotion) {
  Votes votes{};
  votes[static_cast<std::size_t>(emotion)] = kSingleLabelVotes;
  return votes;
}

} // namespace mien::detail
