#pragma once

#include "ui/predict/view/image_request.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace mien::ui {

/// A picture made ready to be looked at.
struct LoadedImage {
  QImage picture;                                ///< at most kShownSide px; null when it could not be read
  double scale = 1;                              ///< px of `picture` per px of the image
  std::shared_ptr<const ImageAnalysis> analysis; ///< of the request
  std::vector<QImage> crops; ///< what the network sees of each face, at its input size; empty without a model
  QString problem;
};

/// Reads the chosen picture, cuts out what the network sees, and asks the model why, on a thread of its own. Only the
/// newest request counts. Signals come on this object's thread.
class ImageLoader : public QObject {
  Q_OBJECT

public:
  static constexpr int kShownSide = 2400;

  explicit ImageLoader(QObject* parent = nullptr);
  ~ImageLoader() override;

  void load(ImageRequest request);
  void explain(int face, int label); ///< Grad-CAM of a face of the picture loaded last
  void clear();                      ///< forgets the picture; nothing comes any more

signals:
  /// What was asked for takes longer: a video is gone through to find its frames. Share done; loaded() follows.
  void searching(double share);
  void loaded(const mien::ui::LoadedImage& image);
  void explained(int face, const mien::Heatmap& map);
  void notExplained(const QString& message);

private:
  struct PendingRequest {
    quint64 number = 0;
    ImageRequest picture;
    std::stop_token stop;
  };
  struct HeatmapRequest {
    int face = 0;
    int label = 0;
  };
  struct LoaderState; ///< what the thread has in hand

  void work(const std::stop_token& stop);
  template <class Answer> void deliver(quint64 number, Answer answer);

  quint64 m_number = 0;      ///< of the newest request
  std::stop_source m_newest; ///< ends the reading of a video for it
  std::mutex m_mutex;        ///< guards the next two
  std::optional<PendingRequest> m_request;
  std::optional<HeatmapRequest> m_heatmapRequest;
  std::condition_variable_any m_asked;
  std::jthread m_thread; ///< last: it uses what stands above
};

} // namespace mien::ui
