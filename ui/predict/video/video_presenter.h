#pragma once

#include "ui/predict/list/predict_entry.h"
#include "ui/predict/video/video_results.h"
#include "ui/predict/view/image_request.h"

#include <memory>
#include <optional>

namespace mien::ui {

/// What is shown of the chosen video: the frame that is wanted, the one whose picture is on the screen, and the face
/// that the timeline follows. No widgets: whoever uses it loads the pictures it asks for and draws.
class VideoPresenter {
public:
  /// The video is chosen (`pictureGone`: none of its pictures is on the screen), or there are more results of it. At
  /// first the face that is in view longest is followed, from its first frame on. Returns the picture to load: none
  /// when that on the screen stays. Without results that is the first frame, only to be looked at.
  std::optional<ImageRequest> show(const PredictEntry& entry, bool pictureGone);

  /// Its analysis is over. Which face is in view longest may be known only now: unless the user has chosen a frame or a
  /// face, the next show() begins with that.
  void finish(const PredictEntry& entry);

  void leave() { m_id = 0; } ///< no video is shown any more

  /// The user wants this frame of the video. Returns what to load; none when it has no such frame.
  std::optional<ImageRequest> chooseFrame(const PredictEntry& entry, int frame);
  void chooseFace(int index); ///< the user follows this face of the moment that is shown; -1: none
  void setPictureShown() { m_shown = m_wanted; }

  [[nodiscard]] quint32 id() const { return m_id; } ///< of the video's entry; 0: no video, or one without results
  [[nodiscard]] const std::shared_ptr<const VideoResults>& results() const { return m_results; }
  [[nodiscard]] int face() const { return m_face; }                  ///< id of the followed one; 0: none
  [[nodiscard]] int frame() const { return m_wanted.frame; }         ///< the wanted one
  [[nodiscard]] const VideoMoment& shown() const { return m_shown; } ///< on the screen, until the wanted one is there
  [[nodiscard]] int faceIndex() const { return m_shown.indexOf(m_face); } ///< of the followed one in shown(), or -1

private:
  std::optional<ImageRequest> want(const PredictEntry& entry, int frame);

  quint32 m_id = 0;
  std::shared_ptr<const VideoResults> m_results;
  VideoMoment m_wanted;
  VideoMoment m_shown;
  int m_face = 0;
  bool m_chosen = false; ///< a frame or a face, by the user
};

} // namespace mien::ui
