#include "ui/text/text.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

#include <array>
#include <utility>

namespace mien::ui {

QString toQt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString toQt(const std::filesystem::path& path) { return QFile::decodeName(QByteArray::fromStdString(path.string())); }

std::filesystem::path toPath(const QString& text) { return QFile::encodeName(text).toStdString(); }

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

QString countText(qulonglong number) { return QLocale().toString(number); }

} // namespace mien::ui
