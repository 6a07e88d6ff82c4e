#include "ui/text/qt_strings.h"

#include <QFile>

namespace mien::ui {

QString toQt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString toQt(const std::filesystem::path& path) { return QFile::decodeName(QByteArray::fromStdString(path.string())); }

std::filesystem::path toPath(const QString& text) { return QFile::encodeName(text).toStdString(); }

} // namespace mien::ui
