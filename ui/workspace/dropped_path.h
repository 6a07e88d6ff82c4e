#pragma once

#include <QString>
#include <QStringList>

class QMimeData;

namespace mien::ui {

/// What a file or folder is to Mien, by its name and by what stands in it.
struct DroppedPath {
  enum class Kind {
    Unknown,
    Dataset,
    Model,
    Images, ///< an image, a video, or a folder with some that is no data set
  };
  Kind kind = Kind::Unknown;
  QString path; ///< the folder or the table of the data set, the weights file, or what was given
};

[[nodiscard]] DroppedPath classifyPath(const QString& path);

/// The first of the dragged files that is something; images come before all else, since they may be many.
[[nodiscard]] DroppedPath firstUsable(const QMimeData& dragged);

/// The dragged files and folders of this computer.
[[nodiscard]] QStringList localPaths(const QMimeData& dragged);

/// Whether `folder` is one and nothing says that it is a data set: no table, no splits, no folders named after
/// emotions.
[[nodiscard]] bool isPlainFolder(const QString& folder);

} // namespace mien::ui
