#pragma once

#include "ui/live/replay/replay_video.h"
#include "ui/live/replay/session_replay.h"

#include <QObject>
#include <QString>

namespace mien::ui {

class FaceDisplay;
class TimelineChart;
class VideoView;

/// Replays a recording on the page's own widgets: its faces, its pictures where it has some, and the moment in the
/// timeline, which is also where one can click to go there. The widgets must outlive it.
class LiveReplay : public QObject {
  Q_OBJECT

public:
  LiveReplay(FaceDisplay& display, VideoView& view, TimelineChart& chart, QObject* parent = nullptr);

  void open(const QString& folder); ///< reads it, then plays; changed() or failed() follows
  void pause();                     ///< also gives up the recording that is being read
  void close();

  [[nodiscard]] SessionReplay& session() { return m_session; }
  [[nodiscard]] bool hasPictures() const { return m_pictures.isOpen(); } ///< with the boxes drawn in
  [[nodiscard]] QString pictureTrouble() const { return m_trouble; } ///< why the recording's video is not shown; empty

signals:
  void changed();                      ///< opened, plays or does not, has no pictures after all
  void indexing(double share);         ///< of the recording's video, see ReplayVideo; 1: no longer
  void failed(const QString& message); ///< it cannot be replayed

private:
  void begin();
  void showMoment();
  void closePictures();
  void replayWithoutVideo(const QString& message);

  FaceDisplay& m_display;
  VideoView& m_view;
  TimelineChart& m_chart;
  QString m_folder;
  QString m_trouble;
  SessionReplay m_session;
  ReplayVideo m_pictures;
};

} // namespace mien::ui
