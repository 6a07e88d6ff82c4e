#include "core/data/split.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace mien {

namespace {

constexpr std::array<std::string_view, kSplitCount> kSplitNames = {"train", "valid", "test"};

constexpr std::array<std::pair<std::string_view, Split>, 13> kWords = {{
    {"train", Split::Train},
    {"training", Split::Train},
    {"valid", Split::Valid},
    {"validation", Split::Valid},
    {"validate", Split::Valid},
    {"val", Split::Valid},
    {"dev", Split::Valid},
    {"development", Split::Valid},
    {"publictest", Split::Valid}, // of the Kaggle challenge: the usual validation split of FER2013
    {"test", Split::Test},
    {"testing", Split::Test},
    {"tests", Split::Test},
    {"privatetest", Split::Test},
}};

// Words that say nothing of the split, the longer ones first: "labels" before "label".
constexpr std::array<std::string_view, 22> kFillers = {
    "fer2013plus", "affectnet", "fer2013", "ferplus", "dataset", "labels", "images", "folder",
    "subset",      "label",     "image",   "faces",   "split",   "rafdb",  "data",   "imgs",
    "face",        "sets",      "list",    "set",     "img",     "fer"};

// Takes a filler off either end of `name`; false where none is there.
bool dropFiller(std::string_view& name) {
  for (const std::string_view filler : kFillers) {
    if (name.size() > filler.size() && name.starts_with(filler)) {
      name.remove_prefix(filler.size());
      return true;
    }
    if (name.size() > filler.size() && name.ends_with(filler)) {
      name.remove_suffix(filler.size());
      return true;
    }
  }
  return false;
}

} // namespace

std::string_view splitName(Split split) { return kSplitNames.at(static_cast<std::size_t>(split)); }

std::optional<Split> parseSplit(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    if (isAsciiLetter(letter) || isAsciiDigit(letter)) {
      letters += asciiLower(letter);
    } else if (!isAsciiBlank(letter) && letter != '_' && letter != '-' && letter != '.') {
      return std::nullopt;
    }
  }
  std::string_view name = letters;
  do {
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.first == name; });
    if (found != kWords.end()) {
      return found->second;
    }
  } while (dropFiller(name));
  return std::nullopt;
}

} // namespace mien
