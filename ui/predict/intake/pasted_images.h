#pragma once

#include <QImage>
#include <QTemporaryDir>

#include <filesystem>
#include <memory>

namespace mien::ui {

/// Files for images that came from the clipboard, so that they can be treated like all others. Removed with this
/// object.
class PastedImages {
public:
  /// Writes the image as "Pasted N.png"; an empty path when that fails.
  [[nodiscard]] std::filesystem::path keep(const QImage& image);

private:
  std::unique_ptr<QTemporaryDir> m_folder; ///< made for the first image
  int m_count = 0;
};

} // namespace mien::ui
