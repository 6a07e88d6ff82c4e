#pragma once

#include "core/live/emotion_timeline.h"
#include "ui/live/view/face_selection.h"
#include "ui/text/class_label.h"

#include <QElapsedTimer>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mien::ui {

class LiveFacePanel;
class TimelineChart;
class VideoView;

/// The faces in the three places that show them: over the picture, in the panel and in the timeline. All three are
/// about the same chosen face. The widgets must outlive it.
class FaceDisplay {
public:
  FaceDisplay(VideoView& view, LiveFacePanel& panel, TimelineChart& chart);

  void setLabels(const std::vector<std::string>& labels); ///< of the model; takes all faces
  void setUncertainBelow(double probability);

  void clear();                                       ///< no face, no time
  void beginLive();                                   ///< clear(), and the timeline shows the last minute from now on
  void beginReplay(std::span<const FrameResult> all); ///< clear(), and the timeline shows all of it

  void showLive(const std::shared_ptr<const FrameResult>& result); ///< the newest one; the timeline follows
  void showReplayed(const std::shared_ptr<const FrameResult>& result);
  void showLost(); ///< the source gives no picture: the panel calls the face away

  void choose(int face);
  [[nodiscard]] int chosen() const { return m_choice.face(); } ///< id; 0: none yet

private:
  void show(const std::shared_ptr<const FrameResult>& result);
  void showTimeline();

  VideoView& m_view;
  LiveFacePanel& m_panel;
  TimelineChart& m_chart;
  EmotionTimeline m_timeline;
  FaceSelection m_choice;
  double m_uncertainBelow = 0.5;
  QElapsedTimer m_sinceTimeline;
};

} // namespace mien::ui
