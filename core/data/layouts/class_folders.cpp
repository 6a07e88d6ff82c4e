#include "core/data/layouts/class_folders.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/detail/image_files.h"
#include "core/data/table/votes_row.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kNamed = 8;        // folders in a message
constexpr std::size_t kFewestPeople = 3; // sub-folders of other kinds are fewer: "a" and "b", "original" and "mirrored"

// What the names of the folders on the way to an image say.
struct Place {
  std::optional<Emotion> emotion;
  std::optional<Split> split;
  std::string above;  ///< the folders above the split
  std::string person; ///< the other folders below the split (or, without one, all others)
  std::string odd;    ///< the folder whose name should be an emotion's; empty: the images stand in no class folder
};

std::vector<std::string> foldersOf(std::string_view path) {
  std::vector<std::string> folders;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    folders.emplace_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  return folders;
}

Place placeOf(std::string_view folder) {
  const std::vector<std::string> names = foldersOf(folder);
  Place place;
  std::size_t emotionAt = names.size();
  std::size_t below = 0; // the first folder below the split
  for (std::size_t i = names.size(); i-- > 0;) {
    if (!place.emotion && (place.emotion = parseEmotion(names[i]))) {
      emotionAt = i;
    } else if (!place.split && (place.split = parseSplit(names[i]))) {
      below = i + 1;
    }
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i + 1 < below) {
      place.above += names[i] + "/";
    } else if (i >= below && i != emotionAt) {
      place.person += (place.person.empty() ? "" : "/") + names[i];
    }
    if (!place.emotion && i <= below) {
      place.odd += names[i] + "/";
    }
  }
  if (below >= names.size()) {
    place.odd.clear();
  }
  return place;
}

std::string lastName(const std::string& folder) {
  const std::vector<std::string> names = foldersOf(folder);
  return names.empty() ? std::string() : names.back();
}

bool isNumber(std::string_view name) { return !name.empty() && std::all_of(name.begin(), name.end(), isAsciiDigit); }

std::string imagesText(std::size_t count) { return std::to_string(count) + (count == 1 ? " image" : " images"); }

// "train/hapy/ (8 images; did you mean happiness?)"
std::string described(const std::string& folder, std::size_t images) {
  const std::string name = lastName(folder);
  const std::optional<Emotion> meant = closestEmotion(name);
  return shownText(folder) + " (" + imagesText(images) +
         (meant ? "; did you mean " + std::string(voteName(static_cast<int>(*meant))) + "?" : "") + ")";
}

std::string listed(const std::map<std::string, std::size_t>& folders) {
  std::string text;
  std::size_t named = 0;
  for (const auto& [folder, images] : folders) {
    if (named++ == kNamed) {
      return text + " and " + std::to_string(folders.size() - kNamed) + " more";
    }
    text += (text.empty() ? "" : ", ") + described(folder, images);
  }
  return text;
}

class ClassFolders {
public:
  ClassFolders(const fs::path& root, const FileTree& tree) : m_root(root), m_tree(tree) {
    for (const std::string& image : tree.images) {
      const std::string folder = image.substr(0, image.find_last_of('/') + 1);
      const auto [place, first] = m_places.try_emplace(folder);
      if (first) {
        place->second = placeOf(folder);
      }
      const Place& found = place->second;
      m_anyEmotion = m_anyEmotion || found.emotion;
      m_anySplit = m_anySplit || (found.emotion && found.split);
      if (!found.emotion) {
        ++(found.odd.empty() ? m_loose : m_odd)[found.odd.empty() ? folder : found.odd];
      }
    }
  }

  [[nodiscard]] bool anyEmotion() const { return m_anyEmotion; }
  [[nodiscard]] bool anySplit() const { return m_anySplit; }

  void refuseNumbers() const {
    std::size_t images = 0;
    std::set<long> numbers;
    for (const auto& [folder, count] : m_odd) {
      const std::string name = lastName(folder);
      if (isNumber(name) && name.size() < 4) {
        numbers.insert(std::stol(name));
        images += count;
      }
    }
    if (numbers.size() < 2 || 2 * images < m_tree.images.size()) {
      return;
    }
    throw Error(
        ErrorKind::BadData,
        Message("{folder} sorts its images into folders numbered {first} to {last}, and which emotion each number "
                "means is not said: RAF-DB, AffectNet and FER2013 count differently. Name the folders after the "
                "emotions (anger, disgust, fear, happiness, neutral, sadness, surprise; 0_anger will do).",
                {{"folder", shownPath(m_root)}, {"first", *numbers.begin()}, {"last", *numbers.rbegin()}}));
  }

  void refuseSeveral() const {
    std::set<std::string> sets;
    for (const auto& [folder, place] : m_places) {
      if (place.emotion && place.split) {
        sets.insert(place.above);
      }
    }
    if (sets.size() > 1) {
      std::string text;
      for (const std::string& set : sets) {
        text += (text.empty() ? "" : ", ") + (set.empty() ? "the folder itself" : shownText(set));
      }
      throw Error(ErrorKind::BadData,
                  Message("{folder} holds several data sets ({text}). Give the folder of one of them.",
                          {{"folder", shownPath(m_root)}, {"text", text}}));
    }
  }

  [[nodiscard]] std::vector<Record> records(Split split, ProblemLog& log) const {
    std::vector<Record> records;
    std::array<std::size_t, kSplitCount> lost{};
    std::array<std::size_t, kSplitCount> kept{};
    std::map<std::string, std::size_t> outside;
    for (const std::string& image : m_tree.images) {
      const Place& place = m_places.at(image.substr(0, image.find_last_of('/') + 1));
      const auto at = static_cast<std::size_t>(place.split.value_or(split));
      if (!place.emotion) {
        lost[at] += place.odd.empty() ? 0 : 1;
        continue;
      }
      if (m_anySplit && !place.split) {
        ++outside[foldersOf(image).front() + "/"];
        continue;
      }
      ++kept[at];
      Record record;
      record.file = image;
      record.split = static_cast<Split>(at);
      record.votes = singleVote(*place.emotion);
      record.group = place.person;
      records.push_back(std::move(record));
    }
    refuseLosses(lost, kept, outside);
    for (const auto& [folder, images] : m_odd) {
      log.add(Problem::UnknownClass, described(folder, images));
    }
    for (const auto& [folder, images] : m_loose) {
      log.add(Problem::OutsideClasses, shownText(folder.empty() ? "./" : folder) + " (" + imagesText(images) + ")");
    }
    for (const auto& [folder, images] : outside) {
      log.add(Problem::OutsideSplits, shownText(folder) + " (" + imagesText(images) + ")");
    }
    return records;
  }

private:
  // What half of a split stands in is no litter: somebody would train on a part and not know it.
  void refuseLosses(const std::array<std::size_t, kSplitCount>& lost, const std::array<std::size_t, kSplitCount>& kept,
                    const std::map<std::string, std::size_t>& outside) const {
    for (std::size_t i = 0; i < kSplitCount; ++i) {
      if (lost[i] > 0 && lost[i] >= kept[i]) {
        throw Error(ErrorKind::BadData,
                    Message("{folder}: {lost} of {images} of its {split} split stand in folders whose names are "
                            "no emotions: {names}. Rename these folders, or take them out.",
                            {{"folder", shownPath(m_root)},
                             {"lost", lost[i]},
                             {"images", imagesText(lost[i] + kept[i])},
                             {"split", splitName(static_cast<Split>(i))},
                             {"names", listed(m_odd)}}));
      }
    }
    std::size_t images = 0;
    std::string text;
    for (const auto& [folder, count] : outside) {
      images += count;
      text += (text.empty() ? "" : ", ") + shownText(folder) + " (" + imagesText(count) + ")";
    }
    if (images > 0 && images >= kept[0] + kept[1] + kept[2]) {
      throw Error(ErrorKind::BadData,
                  Message("{folder}: {images} stand outside the folders of the splits: {text}. Name these folders "
                          "train, valid or test, or take them out.",
                          {{"folder", shownPath(m_root)}, {"images", imagesText(images)}, {"text", text}}));
    }
  }

  const fs::path& m_root;
  const FileTree& m_tree;
  std::map<std::string, Place> m_places; ///< by folder, with a slash at its end
  std::map<std::string, std::size_t> m_odd;
  std::map<std::string, std::size_t> m_loose;
  bool m_anyEmotion = false;
  bool m_anySplit = false;
};

// Sub-folders are people where there are some of them; then each should be in one split.
std::size_t assignPersons(std::vector<Record>& records, ProblemLog& log) {
  std::map<std::string, std::set<Split>> people;
  for (const Record& record : records) {
    if (!record.group.empty()) {
      people[record.group].insert(record.split);
    }
  }
  if (people.size() < kFewestPeople) {
    for (Record& record : records) {
      record.group.clear();
    }
    return 0;
  }
  for (const auto& [person, splits] : people) {
    if (splits.size() > 1) {
      std::string text = shownText(person) + ":";
      for (const Split split : splits) {
        text += " " + std::string(splitName(split));
      }
      log.add(Problem::PersonInSplits, text);
    }
  }
  return people.size();
}

} // namespace

std::optional<LayoutContents> readClassFolders(const fs::path& root, Split split, const FileTree& tree, ProblemLog& log,
                                               std::string& reason, const std::stop_token& stop) {
  const ClassFolders folders(root, tree);
  folders.refuseNumbers();
  if (!folders.anyEmotion()) {
    reason = tree.images.empty() ? "There are no folders with pictures."
                                 : "No folder with pictures is named after an emotion";
    if (!tree.images.empty()) {
      std::set<std::string> names;
      for (const std::string& image : tree.images) {
        names.insert(image.substr(0, image.find_last_of('/') + 1));
      }
      std::string text;
      std::size_t named = 0;
      for (const std::string& name : names) {
        const std::optional<Emotion> meant = closestEmotion(lastName(name));
        if (named++ < kNamed) {
          text += (text.empty() ? "" : ", ") + (name.empty() ? "the folder itself" : shownText(name)) +
                  (meant ? " (did you mean " + std::string(voteName(static_cast<int>(*meant))) + "?)" : "");
        }
      }
      reason += "; pictures stand in " + text + (names.size() > kNamed ? ", ..." : "") + ".";
    }
    return std::nullopt;
  }
  folders.refuseSeveral();
  LayoutContents contents;
  contents.layout = "class-folders";
  contents.records = folders.records(split, log);
  const std::size_t people = assignPersons(contents.records, log);
  contents.description = folders.anySplit() ? "one folder an emotion, inside one folder a split"
                                            : "one folder an emotion, without folders for the splits: all images are " +
                                                  std::string(splitName(split)) + " images";
  if (people > 0) {
    contents.description += ", with " + std::to_string(people) + " sub-folders taken for one person each";
  }
  std::vector<std::string> files;
  for (const Record& record : contents.records) {
    files.push_back(record.file);
  }
  if (stop.stop_requested()) { // the listing is not whole
    log = ProblemLog();
  }
  contents.source = std::make_shared<FileImageSource>(root, std::move(files));
  return contents;
}

} // namespace mien::detail
