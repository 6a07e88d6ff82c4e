#include "ui/text/path_text.h"

#include "core/common/text/shown_text.h"
#include "ui/text/qt_strings.h"

namespace mien::ui {

QString pathText(const std::filesystem::path& path) { return toQt(shownPath(path)); }

QString pathText(const QString& path) { return toQt(shownText(path.toStdString())); }

} // namespace mien::ui
