#include "core/data/table/row_label.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/data/table/votes_row.h"

namespace mien::detail {

namespace {

const Message kWriteFer2013("Mien reads 0 to 6: {order}. Write these, or the emotions' names.",
                            {{"order", kNumberOrder}});

[[noreturn]] void refuse(const LabelRange& numbers, const std::string& tables, const Message& others,
                         const Message& remedy = kWriteFer2013) {
  throw Error(ErrorKind::BadData,
              Message("{tables} labels its images with the numbers {numbers}, and which emotion each of them means is "
                      "not said ({others}). {remedy}",
                      {{"tables", tables}, {"numbers", numbers.text()}, {"others", others}, {"remedy", remedy}}));
}

} // namespace

std::optional<Votes> readLabel(const std::vector<std::string>& fields, const TableColumns& columns, LabelRange& numbers,
                               std::string& reason) {
  if (columns.votes) {
    return parseVotes(fields, *columns.votes, reason);
  }
  const std::size_t column = columns.label.value_or(0);
  if (column >= fields.size() || fields[column].empty()) {
    reason = "no label";
    return std::nullopt;
  }
  const LabelText label = parseLabelText(fields[column]);
  std::optional<Emotion> emotion = label.emotion;
  if (label.number && columns.affectnet) {
    if (const auto vote = voteOfAffectnetNumber(*label.number)) {
      Votes votes{};
      votes[*vote] = singleVote(Emotion::Neutral)[static_cast<std::size_t>(Emotion::Neutral)];
      return votes;
    }
    reason = std::to_string(*label.number) + " is none of 0 to 10";
    return std::nullopt;
  }
  if (label.number) {
    numbers.add(*label.number);
    emotion = emotionOfNumber(*label.number);
  }
  if (!emotion) {
    reason = label.number ? std::to_string(*label.number) + " is none of 0 to 6"
                          : "\"" + shownText(fields[column]) + "\" is no emotion";
    return std::nullopt;
  }
  return singleVote(*emotion);
}

void refuseNumbersFromOne(const LabelRange& numbers, const std::string& tables) {
  if (numbers.any() && numbers.lowest() == 1 && numbers.highest() >= kNumberedEmotions) {
    refuse(numbers, tables, Message("RAF-DB begins with 1 surprise, others count FER2013's from 1"));
  }
}

void refuseAnyNumbers(const LabelRange& numbers, const std::string& tables) {
  if (numbers.any()) {
    refuse(numbers, tables, Message("RAF-DB begins with surprise, AffectNet with neutral or with anger and contempt"),
           Message("Write the emotions' names in place of the numbers."));
  }
}

void refuseOtherNumbers(const LabelRange& numbers, const std::string& tables) {
  refuseNumbersFromOne(numbers, tables);
  if (numbers.any() && (numbers.lowest() < 0 || numbers.highest() >= kNumberedEmotions)) {
    refuse(numbers, tables, Message("FER+, AffectNet and CK+ count differently"));
  }
}

} // namespace mien::detail
