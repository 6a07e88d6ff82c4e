#pragma once

#include "ui/live/source/camera_list.h"
#include "ui/live/source/live_source.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QPushButton;
class QToolButton;

namespace mien::ui {

class LocationEdit;
class ModelPicker;
class Workspace;

/// The line at the top of the Live page: what to watch, start and stop, record, snapshot. Remembers the source.
class SourceBar : public QWidget {
  Q_OBJECT

public:
  explicit SourceBar(Workspace& workspace, QWidget* parent = nullptr);

  [[nodiscard]] LiveSource source() const; ///< with an empty location when none is chosen yet
  void setSource(const LiveSource& source);
  void setKind(LiveSource::Kind kind);                 ///< with what was chosen of that kind the last time
  void setCameras(const std::vector<Camera>& cameras); ///< keeps the one that is watched, else the choice
  void chooseFile();                                   ///< asks for a video, folder or recording, as is chosen

  struct ButtonStates {
    bool startable = false;
    bool running = false;
    bool recordable = false;
    bool recording = false;
    bool snapshot = false;
  };
  void setButtonStates(const ButtonStates& states);

signals:
  void changed(); ///< another source
  void startRequested();
  void stopRequested();
  void recordToggled();
  void snapshotRequested();
  void refreshRequested(); ///< look for cameras again
  void noticeRequested();

private:
  [[nodiscard]] LiveSource::Kind kind() const;
  void kindChosen();
  void showKind();
  void showKindWidth();
  void remember();

  std::vector<Camera> m_cameras;
  ModelPicker* m_picker;
  QComboBox* m_kind;
  LocationEdit* m_location;
  QToolButton* m_refresh;
  QCheckBox* m_loop;
  QPushButton* m_start;
  QPushButton* m_record;
  QPushButton* m_snapshot;
  QToolButton* m_notice;
  bool m_running = false;
};

} // namespace mien::ui
