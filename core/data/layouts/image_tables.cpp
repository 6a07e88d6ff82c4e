#include "core/data/layouts/image_tables.h"

#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"
#include "core/data/detail/image_files.h"
#include "core/data/layouts/image_index.h"
#include "core/data/layouts/image_rows.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace {

using Tables = std::vector<const TableFile*>;

std::string stemOf(const TableFile& table) { return asciiLower(table.path.stem().string()); }

bool isInSplitFolder(const TableFile& table) { return splitOfPath(table.folder).has_value(); }

// label.csv before other tables of the same folder.
const TableFile* best(const Tables& tables) {
  const auto rank = [](const TableFile* table) {
    const std::string stem = stemOf(*table);
    return stem == "fer2013new" ? 0 : stem == "label" || stem == "labels" ? 1 : table->columns.split ? 2 : 3;
  };
  const auto found = std::min_element(tables.begin(), tables.end(),
                                      [&](const TableFile* a, const TableFile* b) { return rank(a) < rank(b); });
  return found == tables.end() ? nullptr : *found;
}

// Which table labels which split.
struct Choice {
  std::array<const TableFile*, kSplitCount> bySplit{}; ///< in the split's folder or named after it
  const TableFile* common = nullptr;                   ///< for the splits that have none of their own
  std::array<bool, kSplitCount> fromCommon{};
  bool own = false; ///< some table stands in its split's folder
  Tables used;
};

Choice choose(const std::vector<TableFile>& tables, const FileTree& tree) {
  Choice choice;
  std::array<bool, kSplitCount> onDisk{};
  for (const std::string& image : tree.images) {
    if (const std::optional<Split> split = splitOfPath(image)) {
      onDisk[static_cast<std::size_t>(*split)] = true;
    }
  }
  Tables others;
  for (std::size_t i = 0; i < kSplitCount; ++i) {
    const auto split = static_cast<Split>(i);
    Tables inFolder;
    Tables named;
    for (const TableFile& table : tables) {
      if (splitOfPath(table.folder) == split) {
        inFolder.push_back(&table);
      } else if (!isInSplitFolder(table) && table.split == split) {
        named.push_back(&table);
      }
    }
    choice.bySplit[i] = inFolder.empty() ? best(named) : best(inFolder);
    choice.own = choice.own || !inFolder.empty();
  }
  for (const TableFile& table : tables) {
    if (!table.split && !isInSplitFolder(table)) {
      others.push_back(&table);
    }
  }
  const bool any =
      std::any_of(choice.bySplit.begin(), choice.bySplit.end(), [](const auto* t) { return t != nullptr; });
  const TableFile* common = commonTable(others);
  for (std::size_t i = 0; i < kSplitCount; ++i) {
    if (choice.bySplit[i] != nullptr) {
      choice.used.push_back(choice.bySplit[i]);
    } else if (common != nullptr && (!any || onDisk[i])) {
      choice.fromCommon[i] = true;
      choice.common = common;
    }
  }
  if (choice.common != nullptr) {
    choice.used.push_back(choice.common);
  }
  return choice;
}

std::string names(const Tables& tables) {
  std::string text;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == tables.size() ? " and " : ", ") + shownText(tables[i]->name());
  }
  return text;
}

bool isFerplusFolder(const FileTree& tree) {
  return std::any_of(tree.images.begin(), tree.images.end(), [](const std::string& image) {
    return equalIgnoringCase(std::string_view(image).substr(0, 7), "fer2013");
  });
}

void describe(const Choice& choice, const FileTree& tree, const std::vector<TableFile>& tables, bool numbered,
              LayoutContents& contents) {
  const bool votes = std::all_of(choice.used.begin(), choice.used.end(),
                                 [](const TableFile* table) { return table->columns.votes.has_value(); });
  const bool ferplus = votes && isFerplusFolder(tree);
  std::string& text = contents.description;
  if (choice.own && ferplus) {
    contents.layout = "ferplus-folders";
    text = "FER+ folders, each with its label.csv";
    if (choice.common != nullptr) {
      text += " where it has one; the other folders are read from " + shownText(choice.common->name());
    }
  } else if (ferplus && choice.used.size() == 1 && choice.common != nullptr) {
    contents.layout = "ferplus-csv";
    text = "FER+ folders, labelled by " + shownText(choice.common->name()) + " beside them";
  } else if (choice.used.size() == 1) {
    contents.layout = "image-table";
    text = "images labelled by " + names(choice.used) + (votes ? ", a column an emotion" : ", one label an image");
  } else {
    contents.layout = "image-tables";
    text = "images labelled by one table a split, " + names(choice.used) +
           (votes ? ", a column an emotion" : ", one label an image");
  }
  if (numbered) {
    text += std::string("; its numbers are read in FER2013's order (") + kNumberOrder + ")";
  }
  if (std::any_of(choice.used.begin(), choice.used.end(), [](const auto* t) { return t->columns.affectnet; })) {
    text += std::string("; its numbers are read in AffectNet's order (") + kAffectnetOrder + ")";
  }
  if (std::any_of(choice.used.begin(), choice.used.end(), [](const auto* t) { return t->columns.secondContempt; })) {
    text += "; the second column contempt is read as \"unknown\", in whose place it stands";
  }
  Tables unread;
  for (const TableFile& table : tables) {
    if (std::find(choice.used.begin(), choice.used.end(), &table) == choice.used.end()) {
      unread.push_back(&table);
    }
  }
  if (!unread.empty()) {
    text += "; these win over " + names(unread) + ", which " + (unread.size() == 1 ? "was" : "were") + " not read";
  }
}

} // namespace

const TableFile* commonTable(const Tables& tables) { return best(tables); }

std::optional<LayoutContents> readImageTables(const std::filesystem::path& root, const std::vector<TableFile>& tables,
                                              Split split, const FileTree& tree, ProblemLog& log, std::string& reason,
                                              const std::stop_token& stop) {
  const Choice choice = choose(tables, tree);
  const ImageIndex index(root, tree);
  ImageRows rows(index, split, log);
  for (std::size_t i = 0; i < kSplitCount; ++i) {
    if (choice.bySplit[i] != nullptr) {
      std::array<bool, kSplitCount> all = {true, true, true};
      TableFile table = *choice.bySplit[i];
      table.split = static_cast<Split>(i);
      rows.read(table, all, stop);
    }
  }
  if (choice.common != nullptr) {
    rows.read(*choice.common, choice.fromCommon, stop);
  }
  const std::string used = names(choice.used);
  LayoutContents contents;
  contents.records = rows.finish(shownPaths(choice.used));
  if (contents.records.empty() && !stop.stop_requested()) {
    reason = used + ": none of " + std::to_string(rows.rows()) + " rows leads to an image";
    const std::string worst = log.worst();
    reason += worst.empty() ? "." : "; " + worst + ".";
    return std::nullopt;
  }
  describe(choice, tree, tables, rows.numbered(), contents);
  std::vector<std::string> files;
  files.reserve(contents.records.size());
  std::transform(contents.records.begin(), contents.records.end(), std::back_inserter(files),
                 [](const Record& record) { return record.file; });
  contents.source = std::make_shared<FileImageSource>(root, std::move(files));
  return contents;
}

} // namespace mien::detail
