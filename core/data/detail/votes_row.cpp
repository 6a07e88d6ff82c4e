#include "core/data/detail/votes_row.h"

#include "core/data/detail/csv_reader.h"
#include "core/data/detail/inventory.h"

#include <charconv>

namespace mien::detail {

namespace {

constexpr std::uint16_t kSingleLabelVotes = 10;

std::optional<std::uint16_t> parseCount(std::string_view text) {
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  const bool whole = rest.empty() || (rest.front() == '.' && rest.find_first_not_of('0', 1) == std::string_view::npos);
  return error == std::errc() && whole ? std::optional(value) : std::nullopt;
}

} // namespace

VoteColumns voteColumnsFrom(int first) {
  VoteColumns columns{};
  for (int& column : columns) {
    column = first++;
  }
  return columns;
}

std::optional<VoteColumns> findVoteColumns(const std::vector<std::string>& header) {
  VoteColumns columns{};
  for (int i = 0; i < kVoteCount; ++i) {
    const int column = findColumn(header, voteName(i));
    if (column < 0) {
      return std::nullopt;
    }
    columns[static_cast<std::size_t>(i)] = column;
  }
  return columns;
}

std::optional<Votes> parseVotes(const std::vector<std::string>& fields, const VoteColumns& columns) {
  Votes votes{};
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const auto column = static_cast<std::size_t>(columns[i]);
    const std::optional<std::uint16_t> count = column < fields.size() ? parseCount(fields[column]) : std::nullopt;
    if (!count) {
      return std::nullopt;
    }
    votes[i] = *count;
  }
  return votes;
}

Votes singleVote(Emotion emotion) {
  Votes votes{};
  votes[static_cast<std::size_t>(emotion)] = kSingleLabelVotes;
  return votes;
}

} // namespace mien::detail
