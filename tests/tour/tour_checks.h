#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

namespace mien::ui::test {

/// What a reader of the screen cannot read whole: visible labels and buttons of one line that are narrower or lower
/// than their text. What elides by itself is no fault.
[[nodiscard]] QStringList clippedTexts(const QWidget& window);

/// Widgets with text or a choice that stick out of the window and that nothing scrolls.
[[nodiscard]] QStringList widgetsOutside(const QWidget& window);

} // namespace mien::ui::test
