#pragma once

#include <QLabel>

namespace mien::ui {

/// Labels of the house's few text styles. All follow the theme and the user's font size.
[[nodiscard]] QLabel* makeTitle(const QString& text, QWidget* parent = nullptr);   ///< of a page
[[nodiscard]] QLabel* makeHeading(const QString& text, QWidget* parent = nullptr); ///< of a section
[[nodiscard]] QLabel* makeMuted(const QString& text, QWidget* parent = nullptr);   ///< explanations; wraps

/// The widget's font times `factor`.
[[nodiscard]] QFont scaledFont(const QWidget& widget, double factor, QFont::Weight weight = QFont::Normal);

} // namespace mien::ui
