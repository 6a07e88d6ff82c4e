#include "core/data/detail/class_folders.h"

#include "core/data/detail/image_files.h"

#include <algorithm>
#include <optional>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

// Names of the folders in `folder`, sorted; none where it cannot be read.
std::vector<std::string> foldersIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      names.push_back(it->path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

} // namespace

bool isClassFolders(const fs::path& root) {
  const std::vector<std::string> splits = foldersIn(root);
  return std::any_of(splits.begin(), splits.end(), [&](const std::string& split) {
    const std::vector<std::string> classes = parseSplit(split) ? foldersIn(root / split) : std::vector<std::string>();
    return std::any_of(classes.begin(), classes.end(),
                       [](const std::string& name) { return parseEmotion(name).has_value(); });
  });
}

Inventory readClassFolders(const fs::path& root, ProblemLog& log, std::stop_token stop) {
  Inventory inventory;
  inventory.layout = "class-folders";
  inventory.description = "one folder an emotion, inside one folder a split";
  std::vector<std::string> files;
  for (const std::string& splitFolder : foldersIn(root)) {
    const std::optional<Split> split = parseSplit(splitFolder);
    if (!split) {
      continue;
    }
    for (const std::string& classFolder : foldersIn(root / splitFolder)) {
      const std::string prefix = splitFolder + "/" + classFolder + "/";
      const std::optional<Emotion> emotion = parseEmotion(classFolder);
      if (!emotion) {
        log.add(Problem::UnknownClass, prefix);
        continue;
      }
      if (stop.stop_requested()) {
        break;
      }
      for (const std::string& name : ImageListing(root / splitFolder / classFolder).unclaimed()) {
        inventory.records.push_back({prefix + name, *split, singleVote(*emotion)});
        files.push_back(prefix + name);
      }
    }
  }
  inventory.source = std::make_shared<FileImageSource>(root, std::move(files));
  return inventory;
}

} // namespace mien::detail
