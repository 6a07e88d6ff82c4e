#include "ui/text/emotion_name.h"

#include "ui/text/qt_strings.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace mien::ui {

QString emotionName(std::string_view label) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 10> kNames{{
      {"neutral", QT_TRANSLATE_NOOP("Emotion", "Neutral")},
      {"happiness", QT_TRANSLATE_NOOP("Emotion", "Happiness")},
      {"surprise", QT_TRANSLATE_NOOP("Emotion", "Surprise")},
      {"sadness", QT_TRANSLATE_NOOP("Emotion", "Sadness")},
      {"anger", QT_TRANSLATE_NOOP("Emotion", "Anger")},
      {"disgust", QT_TRANSLATE_NOOP("Emotion", "Disgust")},
      {"fear", QT_TRANSLATE_NOOP("Emotion", "Fear")},
      {"contempt", QT_TRANSLATE_NOOP("Emotion", "Contempt")},
      {"unknown", QT_TRANSLATE_NOOP("Emotion", "Unknown")},
      {"NF", QT_TRANSLATE_NOOP("Emotion", "Not a face")},
  }};
  for (const auto& [key, name] : kNames) {
    if (key == label) {
      return QCoreApplication::translate("Emotion", name);
    }
  }
  return toQt(label);
}

} // namespace mien::ui
