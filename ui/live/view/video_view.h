#pragma once

#include "core/session/frame_result.h"
#include "ui/live/view/overlay.h"

#include <QWidget>

#include <memory>

namespace mien::ui {

/// Shows the newest frame, scaled to fit, with the newest result over it. A click on a face, or the left and right
/// arrow keys, choose one.
class VideoView : public QWidget {
  Q_OBJECT

public:
  explicit VideoView(QWidget* parent = nullptr);

  void setFrame(std::shared_ptr<const TimedFrame> frame);    ///< null: none
  void setResult(std::shared_ptr<const FrameResult> result); ///< null: none
  void setClasses(std::vector<ClassLabel> classes);
  void setUncertainBelow(double probability);
  void setMirrored(bool mirrored);
  void setChosen(int face);
  void setAgeShown(bool shown);   ///< how old the result is: of something live
  void setFacesShown(bool shown); ///< over pictures that have them drawn in already: their numbers alone
  void setDimmed(bool dimmed);    ///< the picture is not of now: the source is lost

  [[nodiscard]] const std::shared_ptr<const TimedFrame>& frame() const { return m_frame; }
  [[nodiscard]] const std::shared_ptr<const FrameResult>& result() const { return m_result; }
  [[nodiscard]] double drawMilliseconds() const { return m_drawMs; } ///< that painting takes, over the last paintings
  [[nodiscard]] double shownPerSecond() const { return m_shown; }    ///< frames painted, over the last second
  [[nodiscard]] QRectF pictureRect() const;

  /// Frame and overlay in the frame's own size; a null image when there is none.
  [[nodiscard]] QImage snapshot() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

signals:
  void faceChosen(int face);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  [[nodiscard]] cv::Size frameSize() const;
  [[nodiscard]] FaceMarks marks() const; ///< there is a result
  void chooseNext(int step);
  void countFrame();
  void describe();

  std::shared_ptr<const TimedFrame> m_frame;
  std::shared_ptr<const FrameResult> m_result;
  OverlayStyle m_style;
  bool m_ageShown = true;
  bool m_facesShown = true;
  bool m_dimmed = false;
  double m_drawMs = 0;
  double m_shown = 0;
  std::uint64_t m_painted = 0; ///< number of the last frame painted
  int m_count = 0;             ///< frames painted since m_countedFrom
  std::chrono::steady_clock::time_point m_countedFrom;
};

} // namespace mien::ui
