#pragma once

#include "core/data/dataset.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace mien::ui {

/// Small pictures of the images of a data set, made when they are asked for. Images in memory are ready at once; those
/// on disk are read by a thread, the ones asked for last first, and announced. GUI thread only.
class ThumbnailCache : public QObject {
  Q_OBJECT

public:
  explicit ThumbnailCache(QObject* parent = nullptr);
  ~ThumbnailCache() override;

  void setDataset(std::shared_ptr<const Dataset> dataset);
  void setSide(int side); ///< device pixels

  /// The picture of sample `index`, or null when it is still to be read (ready() follows) or cannot be read.
  [[nodiscard]] QPixmap picture(std::uint32_t index);

signals:
  void ready(); ///< some pictures that were asked for have come

private:
  struct Finished {
    std::uint32_t index;
    QImage image;
  };
  void startReading();
  void readWaiting(const std::stop_token& stop, const std::shared_ptr<const Dataset>& dataset, int side);
  void takeFinished();

  std::shared_ptr<const Dataset> m_dataset;
  int m_side = 0;
  QCache<std::uint32_t, QPixmap> m_pictures;

  std::mutex m_mutex; // guards the rest but the thread
  std::condition_variable_any m_asked;
  std::deque<std::uint32_t> m_waiting; // the newest in front
  std::vector<Finished> m_finished;
  std::jthread m_thread;
};

} // namespace mien::ui
