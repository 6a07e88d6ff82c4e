#pragma once

#include "ui/predict/view/image_loader.h"
#include "ui/predict/view/prediction_formatter.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace mien::ui {

class ElidedLabel;
class FaceCanvas;
class NoticeBar;
class VideoResults;
class VideoTimeline;

/// The chosen image with its name, and in place what is the matter with it: no face, not readable, still waiting. Of a
/// video a frame, and under it the timeline.
class ImagePanel : public QWidget {
  Q_OBJECT

public:
  explicit ImagePanel(QWidget* parent = nullptr);

  void setFormatter(const PredictionFormatter& words);
  void showEntry(const PredictEntry& entry); ///< its picture follows; of a video also where in the timeline
  void setPicture(const LoadedImage& image);
  void showSearch(double share); ///< the picture of a video is being looked for; setPicture() ends it
  void setFace(int face);        ///< of the picture; -1: none
  [[nodiscard]] int face() const;
  void showVideo(std::shared_ptr<const VideoResults> results, int face); ///< in the timeline; null: none
  void setFrame(int frame);                                              ///< marks it in the timeline
  void clear();
  [[nodiscard]] FaceCanvas& canvas() const { return *m_canvas; }
  [[nodiscard]] VideoTimeline& timeline() const { return *m_timeline; }
  [[nodiscard]] QString notice() const; ///< empty when all is well
  [[nodiscard]] QPushButton& wholeButton() const { return *m_whole; }

signals:
  void wholeRequested(); ///< take the image shown as one face
  void copyRequested();
  void faceChosen(int face);                ///< in the picture, by the user
  void frameChosen(int frame);              ///< in the timeline, by the user
  void chartFailed(const QString& message); ///< the timeline could not be saved

private:
  void showNotice(const QString& title, const QString& text, bool offersWhole);
  void showTexts();
  void showState(const PredictEntry& entry);

  PredictionFormatter m_formatter;
  std::optional<PredictEntry> m_entry;
  bool m_searching = false;
  QWidget* m_header;
  ElidedLabel* m_name;
  QLabel* m_facts;
  NoticeBar* m_notice;
  QPushButton* m_whole;
  QLabel* m_hint;
  FaceCanvas* m_canvas;
  VideoTimeline* m_timeline;
};

} // namespace mien::ui
