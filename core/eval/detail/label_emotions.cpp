#include "core/eval/detail/label_emotions.h"

#include "core/common/error.h"
#include "core/data/emotion.h"

namespace mien::detail {

std::vector<int> labelEmotions(const std::vector<std::string>& labels) {
  std::vector<int> emotions;
  for (const std::string& label : labels) {
    const auto emotion = parseEmotion(label);
    if (!emotion) {
      throw Error(ErrorKind::BadData,
                  Message("The model's label \"{label}\" is not an emotion of FER+.", {{"label", label}}));
    }
    emotions.push_back(static_cast<int>(*emotion));
  }
  return emotions;
}

} // namespace mien::detail
