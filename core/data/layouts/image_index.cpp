#include "core/data/layouts/image_index.h"

#include "core/common/text/ascii.h"
#include "core/data/detail/image_files.h"

#include <algorithm>

namespace mien::detail {

namespace fs = std::filesystem;

namespace {

std::string_view nameOf(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view folderOf(std::string_view path) { return path.substr(0, path.size() - nameOf(path).size()); }

constexpr std::string_view kAligned = "_aligned";

std::string_view withoutSuffix(std::string_view name) { return name.substr(0, name.find_last_of('.')); }

// How many names at the end of both paths are the same but for capitals, the files' own (and suffixes) aside.
std::size_t commonFolders(std::string_view one, std::string_view other) {
  std::size_t common = 0;
  one = folderOf(one);
  other = folderOf(other);
  while (!one.empty() && !other.empty()) {
    one.remove_suffix(1); // the slash
    other.remove_suffix(1);
    if (!equalIgnoringCase(nameOf(one), nameOf(other))) {
      break;
    }
    ++common;
    one = folderOf(one);
    other = folderOf(other);
  }
  return common;
}

template <typename Keep> void keepWhere(std::vector<std::size_t>& candidates, Keep keep) {
  std::vector<std::size_t> kept;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(kept), keep);
  if (!kept.empty()) {
    candidates = std::move(kept);
  }
}

} // namespace

std::optional<Split> splitOfPath(std::string_view file) {
  for (std::string_view folder = folderOf(file); !folder.empty(); folder = folderOf(folder)) {
    folder.remove_suffix(1);
    if (const std::optional<Split> split = parseSplit(nameOf(folder))) {
      return split;
    }
  }
  return std::nullopt;
}

ImageIndex::ImageIndex(fs::path root, const FileTree& tree) : m_root(std::move(root)), m_images(tree.images) {
  for (std::size_t i = 0; i < m_images.size(); ++i) {
    m_exact.emplace(m_images[i], i);
    const std::string name = asciiLower(nameOf(m_images[i]));
    m_byName[name].push_back(i);
    if (const std::string_view stem = withoutSuffix(name); stem != name) {
      m_byName[std::string(stem)].push_back(i);
      if (stem.ends_with(kAligned)) {
        const std::string plain(stem.substr(0, stem.size() - kAligned.size()));
        m_byName[plain].push_back(i);
        m_byName[plain + name.substr(stem.size())].push_back(i);
      }
    }
  }
}

ImageIndex::Match ImageIndex::find(std::string_view text, std::string_view folder, std::optional<Split> split) const {
  std::string wanted(text);
  for (const bool backslashes : {false, true}) { // a backslash may be part of a name, too
    if (backslashes && wanted.find('\\') == std::string::npos) {
      break;
    }
    if (backslashes) {
      std::replace(wanted.begin(), wanted.end(), '\\', '/');
    }
    for (const fs::path& base : {fs::path(folder), fs::path()}) {
      const std::string path = (base / wanted).lexically_normal().string();
      const auto found = m_exact.find(path);
      if (found != m_exact.end() && mayBe(found->second, wanted, split)) {
        return {Result::Found, found->second, {}};
      }
    }
  }
  const std::string name = asciiLower(nameOf(wanted));
  const auto candidates = m_byName.find(name);
  if (candidates != m_byName.end()) {
    Match match = bestOf(candidates->second, wanted, folder, split);
    if (match.result != Result::Missing) {
      const auto isAligned = [](std::string_view file) { return withoutSuffix(file).ends_with(kAligned); };
      match.aligned = match.result == Result::Found && isAligned(asciiLower(nameOf(m_images[match.image]))) &&
                      !isAligned(name) && !name.ends_with(kAligned);
      return match;
    }
  }
  std::error_code error;
  const fs::path outside = (m_root / folder / wanted).lexically_normal(); // as it stands where it is absolute
  if (!name.empty() && fs::is_regular_file(outside, error)) {
    return {Result::Found, 0, fs::absolute(outside, error).string()};
  }
  return {};
}

bool ImageIndex::mayBe(std::size_t image, std::string_view wanted, std::optional<Split> split) const {
  const std::optional<Split> own = splitOfPath(m_images[image]);
  return wanted.find('/') != std::string_view::npos || !split || !own || own == split;
}

ImageIndex::Match ImageIndex::bestOf(const std::vector<std::size_t>& candidates, const std::string& wanted,
                                     std::string_view folder, std::optional<Split> split) const {
  std::vector<std::size_t> left;
  std::size_t most = 0;
  for (const std::size_t candidate : candidates) {
    if (!mayBe(candidate, wanted, split)) {
      continue;
    }
    const std::size_t common = commonFolders(m_images[candidate], wanted);
    if (common > most) {
      left.clear();
      most = common;
    }
    if (common == most) {
      left.push_back(candidate);
    }
  }
  keepWhere(left, [&](std::size_t i) { return split && splitOfPath(m_images[i]) == split; });
  keepWhere(left, [&](std::size_t i) { return m_images[i].starts_with(folder); });
  keepWhere(left, [&](std::size_t i) { return equalIgnoringCase(nameOf(m_images[i]), nameOf(wanted)); });
  keepWhere(left, [&](std::size_t i) { return nameOf(m_images[i]) == nameOf(wanted); });
  keepWhere(left, [&](std::size_t i) { // "a" is "a.jpg" before it is "a_aligned.jpg"
    return equalIgnoringCase(withoutSuffix(nameOf(m_images[i])), withoutSuffix(nameOf(wanted)));
  });
  if (left.size() == 1) {
    return {Result::Found, left.front(), {}};
  }
  return {left.empty() ? Result::Missing : Result::Ambiguous, 0, {}};
}

} // namespace mien::detail
