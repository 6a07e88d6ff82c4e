#pragma once

#include <QString>

class QMimeData;

namespace mien::ui {

/// What a file or folder is to Mien, by its name and by what stands in it.
struct DroppedPath {
  enum class Kind { Unknown, Dataset, Model };
  Kind kind = Kind::Unknown;
  QString path; ///< the folder of the data set, or the weights file
};

[[nodiscard]] DroppedPath recognize(const QString& path);

/// The first of the dragged files that is something.
[[nodiscard]] DroppedPath firstUsable(const QMimeData& dragged);

} // namespace mien::ui
