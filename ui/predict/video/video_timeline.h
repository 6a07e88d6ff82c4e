#pragma once

#include "ui/text/class_label.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace mien::ui {

class ElidedLabel;
class TimelineChart;
class VideoResults;

/// The probabilities of one face over the whole of a video. A click into it, or the arrow keys, choose the frame that
/// is shown.
class VideoTimeline : public QWidget {
  Q_OBJECT

public:
  explicit VideoTimeline(QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes);
  void showVideo(std::shared_ptr<const VideoResults> results, int face); ///< also when there are more results of it
  void setFrame(int frame);                                              ///< marks the moment; without a signal
  [[nodiscard]] int frame() const { return m_frame; }
  [[nodiscard]] int face() const { return m_face; } ///< id; 0: none
  [[nodiscard]] TimelineChart& chart() const { return *m_chart; }

signals:
  void frameChosen(int frame);
  void failed(const QString& message); ///< saving the chart did not work

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void choose(int frame);
  [[nodiscard]] int framesPerSecond() const;

  std::vector<ClassLabel> m_classes;
  std::shared_ptr<const VideoResults> m_results;
  int m_face = 0;
  int m_frame = -1;
  TimelineChart* m_chart;
  ElidedLabel* m_moment;
};

} // namespace mien::ui
