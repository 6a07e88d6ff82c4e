#pragma once

#include "ui/predict/analysis/predict_task.h"
#include "ui/predict/video/video_presenter.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QVector>

#include <memory>
#include <vector>

namespace mien::ui {

class FacePanel;
class ImageLoader;
class ImagePanel;
class PredictEntryListModel;
struct LoadedImage;

/// Shows the chosen image or video in the two panels: has its picture read, of a video the frame that is wanted, and
/// asks why the model answers as it does.
class EntryPresenter : public QObject {
  Q_OBJECT

public:
  EntryPresenter(const PredictEntryListModel& entries, ImagePanel& image, FacePanel& face, QObject* parent = nullptr);

  void show(quint32 id);                                      ///< it is chosen, or has been changed; 0: none is
  void showTexts();                                           ///< how it is put into words has changed
  void advance(const QVector<VideoUpdate>& updates);          ///< that the entries have already
  void takeOutcomes(const QVector<PredictOutcome>& outcomes); ///< likewise

private:
  void showTexts(const PredictEntry& entry);
  void showMoreOfVideo();
  void showVideo(const PredictEntry& entry, bool pictureGone);
  void chooseFrame(int frame);
  void chooseFace(int index);
  void showFace(int index);
  void onImageLoaded(const LoadedImage& image);

  const PredictEntryListModel& m_entries;
  ImagePanel& m_image;
  FacePanel& m_face;
  ImageLoader* m_loader;
  quint32 m_id = 0; ///< of the chosen one
  VideoPresenter m_video;
  QElapsedTimer m_sinceTimeline;                ///< was drawn of a video that is being analysed
  std::shared_ptr<const ImageAnalysis> m_shown; ///< of the picture that is shown
  std::vector<QImage> m_crops;                  ///< of its faces
};

} // namespace mien::ui
