#include "core/picture/skipped_files.h"

#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace mien {

namespace {

/// The words for one and for several.
std::pair<std::string_view, std::string_view> formatterFor(FileKind kind) {
  switch (kind) {
  case FileKind::Picture:
    return {"picture", "pictures"};
  case FileKind::Video:
    return {"video", "videos"};
  case FileKind::Table:
    return {"table", "tables"};
  case FileKind::Weights:
    return {"file of weights", "files of weights"};
  case FileKind::Folder:
    return {"folder", "folders"};
  case FileKind::Special:
    return {"pipe or device", "pipes or devices"};
  case FileKind::Empty:
    return {"empty file", "empty files"};
  case FileKind::Missing:
    return {"link to nowhere", "links to nowhere"};
  case FileKind::Unreadable:
    return {"unreadable file", "unreadable files"};
  case FileKind::Copy:
    return {"annotated copy of Mien's", "annotated copies of Mien's"};
  case FileKind::Litter:
  case FileKind::Other:
    break;
  }
  return {"file", "files"};
}

std::string suffixOf(const std::filesystem::path& path) {
  constexpr std::size_t kLongest = 12; // "face.of a person I know" has no suffix
  const std::string suffix = asciiLower(path.extension().native());
  return suffix.size() < 2 || suffix.size() > kLongest ? std::string() : suffix;
}

} // namespace

void SkippedFiles::add(const std::filesystem::path& path, FileKind kind) {
  if (kind == FileKind::Litter || isLitterName(path)) {
    ++m_litter;
  } else if (kind == FileKind::Other) {
    ++m_bySuffix[suffixOf(path)];
  } else {
    ++m_byKind[kind];
  }
}

void SkippedFiles::add(const SkippedFiles& others) {
  for (const auto& [suffix, count] : others.m_bySuffix) {
    m_bySuffix[suffix] += count;
  }
  for (const auto& [kind, count] : others.m_byKind) {
    m_byKind[kind] += count;
  }
  m_litter += others.m_litter;
}

std::size_t SkippedFiles::count() const {
  std::size_t sum = m_litter;
  for (const auto& [suffix, count] : m_bySuffix) {
    sum += count;
  }
  for (const auto& [kind, count] : m_byKind) {
    sum += count;
  }
  return sum;
}

std::string SkippedFiles::textWithoutLitter() const {
  std::vector<std::pair<std::size_t, std::string>> parts;
  for (const auto& [suffix, count] : m_bySuffix) {
    parts.emplace_back(count, suffix.empty() ? (count == 1 ? "other file" : "other files") : shownText(suffix));
  }
  for (const auto& [kind, count] : m_byKind) {
    parts.emplace_back(count, count == 1 ? formatterFor(kind).first : formatterFor(kind).second);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ";
    text += std::to_string(parts[i].first) + " " + parts[i].second;
  }
  return text.empty() ? text : text + " not read";
}

std::string SkippedFiles::text() const {
  std::string text = textWithoutLitter();
  if (m_litter > 0) {
    text += (text.empty() ? "" : "; ") + std::to_string(m_litter) +
            (m_litter == 1 ? " hidden or system file left out" : " hidden or system files left out");
  }
  return text;
}

} // namespace mien
