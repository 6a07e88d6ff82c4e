#include "core/video/unreadable_parts.h"

#include "core/common/text/numbers.h"

#include <algorithm>
#include <cstddef>

namespace mien {

namespace {

constexpr double kNear = 0.25;           // s; a decoder often shows a few pictures of a part that is torn
constexpr std::size_t kMostParts = 1000; // of a file that is torn everywhere
constexpr std::size_t kMostMentioned = 4;

} // namespace

void UnreadableParts::add(double from, double to) {
  TimeInterval part{std::max(0.0, from), std::max({0.0, from, to})};
  const auto apart = [&](const TimeInterval& other) {
    return other.to + kNear < part.from || part.to + kNear < other.from;
  };
  for (const TimeInterval& other : m_parts) {
    if (!apart(other)) {
      part = {std::min(part.from, other.from), std::max(part.to, other.to)};
    }
  }
  std::erase_if(m_parts, [&](const TimeInterval& other) { return !apart(other); });
  if (m_parts.size() == kMostParts) {
    part.from = m_parts.back().from;
    part.to = std::max(part.to, m_parts.back().to);
    m_parts.pop_back();
  }
  m_parts.insert(std::ranges::upper_bound(m_parts, part.from, {}, &TimeInterval::from), part);
}

std::string unreadableText(std::span<const TimeInterval> parts) {
  std::string text;
  for (std::size_t i = 0; i < std::min(parts.size(), kMostMentioned); ++i) {
    const bool last = i + 1 == parts.size();
    text += i == 0 ? "" : last ? " and " : ", ";
    text += fixedNumber(parts[i].from, 1) + "-" + fixedNumber(parts[i].to, 1) + " s";
  }
  if (parts.size() > kMostMentioned) {
    text += " and " + std::to_string(parts.size() - kMostMentioned) + " more parts";
  }
  return text.empty() ? text : text + " unreadable";
}

} // namespace mien
