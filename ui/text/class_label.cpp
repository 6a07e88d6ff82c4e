#include "ui/text/class_label.h"

#include "core/data/emotion.h"
#include "ui/text/emotion_name.h"

namespace mien::ui {

std::vector<ClassLabel> classLabels(const ModelInfo& model) {
  std::vector<ClassLabel> labels;
  for (const std::string& label : model.labels) {
    const auto emotion = parseEmotion(label);
    labels.push_back({emotionName(label), emotion ? static_cast<int>(*emotion) : -1});
  }
  return labels;
}

} // namespace mien::ui
