#pragma once

#include <QIcon>

namespace mien::ui {

/// The line icon resources/icons/<name>.svg, drawn in the present theme's colours at any size; it follows the theme by
/// itself. Names: data, train, evaluate, predict, live, open, model, demo, export, play, pause, stop, shuffle, warning,
/// error, info, success, close, copy, folder, search, trash, rename, save, image, drop.
[[nodiscard]] QIcon icon(const char* name);

/// The same in one fixed colour.
[[nodiscard]] QIcon icon(const char* name, const QColor& color);

/// A disc of that colour, ringed so that it also stands out from a selection.
[[nodiscard]] QIcon swatch(const QColor& color);

/// Mien's own coloured icon.
[[nodiscard]] QIcon applicationIcon();

} // namespace mien::ui
