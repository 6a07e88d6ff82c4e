#include "core/model/model_hints.h"

#include "core/common/error.h"
#include "core/common/text/ascii.h"
#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"
#include "core/data/emotion.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace mien {

namespace {

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadArgument, problem); }

std::vector<std::string> fields(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(comma + 1);
  }
}

} // namespace

std::vector<std::string> parseLabelNames(std::string_view text) {
  std::set<Emotion> seen;
  std::vector<std::string> labels;
  for (const std::string& name : fields(text)) {
    const auto emotion = parseEmotion(name);
    if (!emotion) {
      refuse(Message("\"{name}\" is no emotion of FER+ (known: neutral, happiness, surprise, sadness, anger, disgust, "
                     "fear, contempt); Mien cannot use models of other classes yet",
                     {{"name", shownText(name)}}));
    }
    if (!seen.insert(*emotion).second) {
      refuse(Message("the labels name {vote} twice", {{"vote", voteName(static_cast<int>(*emotion))}}));
    }
    labels.emplace_back(voteName(static_cast<int>(*emotion)));
  }
  if (labels.size() != 7 && labels.size() != 8) {
    refuse(Message(
        "the labels name {labelsCount} emotions instead of 7 or 8; name them all, in the order of the model's outputs",
        {{"labelsCount", labels.size()}}));
  }
  return labels;
}

float parseColourNumber(std::string_view text) {
  std::vector<double> numbers;
  for (const std::string& field : fields(text)) {
    const auto number = parseReal(field);
    if (!number || *number < 0 || *number > 1) {
      refuse(Message("\"{text}\" is not a number from 0 to 1 (of pixel/255), or three of them with commas",
                     {{"text", shownText(text)}}));
    }
    numbers.push_back(*number);
  }
  if (numbers.size() != 1 && numbers.size() != 3) {
    refuse(Message("\"{text}\" is neither one number nor three", {{"text", shownText(text)}}));
  }
  return static_cast<float>(std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size()));
}

std::optional<std::vector<std::string>> emotionsNamed(const std::vector<std::string>& names) {
  std::set<Emotion> seen;
  std::vector<std::string> labels;
  for (const std::string& name : names) {
    const auto emotion = parseEmotion(name);
    if (!emotion || !seen.insert(*emotion).second) {
      return std::nullopt;
    }
    labels.emplace_back(voteName(static_cast<int>(*emotion)));
  }
  return labels;
}

} // namespace mien
