#pragma once

#include "ui/live/source/live_source.h"

#include <QWidget>

#include <string>

class QLineEdit;
class QPushButton;

namespace mien::ui {

/// Where a video, a folder, a stream or a recording is: a line to type it into and, for what lies on the disk, a button
/// to look for it. Remembers the last one of each kind; the password of a stream only until the window is closed.
class LocationEdit : public QWidget {
  Q_OBJECT

public:
  explicit LocationEdit(QWidget* parent = nullptr);

  /// What setKind() will offer next for that kind.
  static void remember(LiveSource::Kind kind, const QString& location);

  void setKind(LiveSource::Kind kind);           ///< with what was chosen of that kind the last time
  void setLocation(const std::string& location); ///< as in LiveSource
  [[nodiscard]] std::string location() const;    ///< the same; empty when there is none
  [[nodiscard]] QString name() const;            ///< of the location, for the user
  void chooseFile();                             ///< asks for a file or folder

signals:
  void changed(); ///< by the user

private:
  [[nodiscard]] QString text() const;
  void rememberText();

  LiveSource::Kind m_kind = LiveSource::Kind::Camera;
  QString m_address; ///< of the last stream, as it was typed
  QLineEdit* m_line;
  QPushButton* m_browse;
};

} // namespace mien::ui
