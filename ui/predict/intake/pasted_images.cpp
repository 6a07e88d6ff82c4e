#include "ui/predict/intake/pasted_images.h"

#include "ui/text/qt_strings.h"

#include <QCoreApplication>

namespace mien::ui {

std::filesystem::path PastedImages::keep(const QImage& image) {
  constexpr int kFast = 90; // little compression: this runs while the user waits
  if (!m_folder) {
    m_folder = std::make_unique<QTemporaryDir>();
  }
  const QString name = QCoreApplication::translate("PastedImages", "Pasted %1.png").arg(m_count + 1);
  const QString file = m_folder->filePath(name);
  if (image.isNull() || !m_folder->isValid() || !image.save(file, "PNG", kFast)) {
    return {};
  }
  ++m_count;
  return toPath(file);
}

} // namespace mien::ui
