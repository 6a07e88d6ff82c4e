#pragma once

#include <QTranslator>

namespace mien::ui {

/// The plural forms of the source texts, which no translation file gives: "%n face(s)" reads "1 face", "2 faces".
/// Install it first: a language that is installed later goes before.
class EnglishPlurals : public QTranslator {
  Q_OBJECT

public:
  using QTranslator::QTranslator;

  [[nodiscard]] bool isEmpty() const override { return false; }
  [[nodiscard]] QString translate(const char* context, const char* text, const char* comment, int n) const override;
};

} // namespace mien::ui
