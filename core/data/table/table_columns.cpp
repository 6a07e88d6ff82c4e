#include "core/data/table/table_columns.h"

#include "core/common/text/ascii.h"
#include "core/data/split.h"
#include "core/data/table/label_text.h"
#include "core/data/table/table_number.h"
#include "core/picture/file_kind.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace mien::detail {

namespace {

constexpr std::size_t kFewestEmotions = 3; // named by columns, before they are taken for a column an emotion
constexpr std::size_t kFewestPixels = 16;  // numbers in one field, before they are taken for an image
constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::string lettersAndDigits(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (isAsciiLetter(letter) || isAsciiDigit(letter)) {
      result += asciiLower(letter);
    }
  }
  return result;
}

// The first of `names`, most telling first, that is in the header.
std::optional<std::size_t> findAny(const std::vector<std::string>& header,
                                   std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto found = std::find(header.begin(), header.end(), name); found != header.end()) {
      return static_cast<std::size_t>(found - header.begin());
    }
  }
  return std::nullopt;
}

void findVotes(const std::vector<std::string>& header, TableColumns& columns) {
  VoteColumns votes;
  votes.fill(-1);
  std::size_t emotions = 0;
  std::optional<std::size_t> secondContempt;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (const std::optional<Emotion> emotion = parseEmotion(header[i])) {
      int& column = votes[static_cast<std::size_t>(*emotion)];
      if (column < 0) {
        column = static_cast<int>(i);
        ++emotions;
      } else if (*emotion == Emotion::Contempt) {
        secondContempt = i;
      }
    }
  }
  if (emotions < kFewestEmotions) {
    return;
  }
  const auto set = [&](int vote, const std::optional<std::size_t>& column) {
    votes[static_cast<std::size_t>(vote)] = column ? static_cast<int>(*column) : -1;
  };
  std::optional<std::size_t> unknown = findAny(header, {"unknown", "unsure", "uncertain"});
  const std::optional<std::size_t> noFace = findAny(header, {"nf", "noface", "notface", "notaface", "nonface"});
  if (!unknown && secondContempt && noFace && *secondContempt + 1 == *noFace) {
    unknown = secondContempt;
    columns.secondContempt = true;
  }
  set(kEmotionCount, unknown);
  set(kEmotionCount + 1, noFace);
  columns.votes = votes;
}

bool isPixels(std::string_view text) {
  std::size_t numbers = 0;
  bool inside = false;
  for (const char letter : text) {
    const bool digit = isAsciiDigit(letter) || letter == '.';
    if (!digit && !isAsciiBlank(letter) && std::string_view("[](),;").find(letter) == std::string_view::npos) {
      return false;
    }
    numbers += digit && !inside ? 1 : 0;
    inside = digit;
  }
  return numbers >= kFewestPixels;
}

bool isName(std::string_view text) {
  const std::size_t slash = text.find_last_of("/\\");
  return hasPictureSuffix(slash == std::string_view::npos ? text : text.substr(slash + 1));
}

bool isCount(std::string_view text) {
  const std::optional<double> number = parseTableNumber(text);
  return number && *number >= 0;
}

constexpr int kNumberGuess = 1;
constexpr int kWordGuess = 2;
constexpr int kVotesGuess = 3;

// What the fields of one row look like; `quality` says how sure that is, 0: no labelled image.
struct Guess {
  TableColumns columns;
  int quality = 0;
};

Guess guess(const std::vector<std::string>& row) {
  Guess result;
  TableColumns& columns = result.columns;
  columns.count = row.size();
  std::size_t runStart = kNoColumn; // of fields that are numbers
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!columns.image && isName(row[i])) {
      columns.image = i;
    } else if (!columns.pixels && isPixels(row[i])) {
      columns.pixels = i;
    } else if (!columns.split && parseSplit(row[i])) {
      columns.split = i;
    }
    runStart = !isCount(row[i]) ? kNoColumn : runStart == kNoColumn ? i : runStart;
    if (runStart != kNoColumn && i + 1 - runStart == kVoteCount) {
      columns.votes = voteColumnsFrom(static_cast<int>(runStart));
    }
  }
  const auto isFree = [&](std::size_t i) { return columns.image != i && columns.pixels != i && columns.split != i; };
  bool word = false;
  for (std::size_t i = 0; i < row.size() && !columns.votes && !word; ++i) {
    const LabelText label = isFree(i) ? parseLabelText(row[i]) : LabelText();
    if (label.emotion || (label.number && !columns.label)) {
      columns.label = i;
      word = label.emotion.has_value();
    }
  }
  if (columns.image || columns.pixels) {
    result.quality = columns.votes ? kVotesGuess : word ? kWordGuess : columns.label ? kNumberGuess : 0;
  }
  return result;
}

} // namespace

TableColumns columnsByName(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  std::transform(header.begin(), header.end(), std::back_inserter(names),
                 [](const std::string& name) { return lettersAndDigits(name); });
  TableColumns columns;
  columns.header = true;
  columns.count = header.size();
  columns.pixels = findAny(names, {"pixels", "pixel", "pixelvalues"});
  columns.image = findAny(names, {"imagepath", "imgpath", "filepath", "path",      "pth",     "subdirectoryfilepath",
                                  "imagename", "imgname", "filename", "imagefile", "imgfile", "imagefilename",
                                  "file",      "image",   "images",   "img",       "picture", "photo",
                                  "imageid",   "name"});
  columns.label =
      findAny(names, {"emotion", "emotions", "emotionname", "emotionlabel", "expression", "expressions",
                      "expressionname", "label", "labels", "labelname", "class", "classname", "category", "target"});
  columns.split = findAny(names, {"split", "usage", "set", "subset", "partition", "phase"});
  columns.person = findAny(names, {"person", "personid", "subject", "subjectid", "participant", "participantid",
                                   "actor", "actorid", "identity"});
  columns.dimensional = findAny(names, {"valence"}) && findAny(names, {"arousal"});
  columns.affectnet = columns.dimensional && columns.label && columns.label == findAny(names, {"expression"}) &&
                      findAny(names, {"subdirectoryfilepath"});
  findVotes(names, columns);
  return columns;
}

std::optional<TableColumns> columnsByContent(const std::vector<std::vector<std::string>>& rows, bool numbers) {
  Guess best;
  for (const std::vector<std::string>& row : rows) {
    if (Guess found = guess(row); found.quality > best.quality) {
      best = found;
    }
  }
  if (best.quality < (numbers ? kNumberGuess : kWordGuess)) {
    return std::nullopt;
  }
  const Guess first = guess(rows.front());
  best.columns.header = first.quality == 0 && !first.columns.image && !first.columns.pixels;
  return best.columns;
}

} // namespace mien::detail
