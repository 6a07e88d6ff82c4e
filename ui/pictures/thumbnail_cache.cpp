#include "ui/pictures/thumbnail_cache.h"

#include "ui/pictures/gray_images.h"

#include <QMetaObject>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kCachedPixels = 12'000'000;  // 48 MB
constexpr std::size_t kMostWaiting = 1000; // a few screens: what was scrolled past is dropped

QImage scaled(const QImage& image, int side) {
  return image.isNull() ? image : image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

ThumbnailCache::ThumbnailCache(QObject* parent) : QObject(parent), m_pictures(kCachedPixels) {}

ThumbnailCache::~ThumbnailCache() = default;

void ThumbnailCache::setDataset(std::shared_ptr<const Dataset> dataset) {
  m_dataset = std::move(dataset);
  startReading();
}

void ThumbnailCache::setSide(int side) {
  if (side != m_side) {
    m_side = side;
    startReading();
  }
}

void ThumbnailCache::startReading() {
  m_thread = {}; // joins
  m_waiting.clear();
  m_finished.clear();
  m_pictures.clear();
  if (m_dataset && m_side > 0 && !m_dataset->images->inMemory()) {
    m_thread = std::jthread(
        [this, dataset = m_dataset, side = m_side](const std::stop_token& stop) { readWaiting(stop, dataset, side); });
  }
}

QPixmap ThumbnailCache::picture(std::uint32_t index) {
  if (!m_dataset || m_side <= 0) {
    return {};
  }
  if (const QPixmap* known = m_pictures.object(index)) {
    return *known;
  }
  if (m_dataset->images->inMemory()) {
    QPixmap picture = QPixmap::fromImage(scaled(readImage(*m_dataset->images, index), m_side));
    m_pictures.insert(index, new QPixmap(picture), m_side * m_side);
    return picture;
  }
  const std::scoped_lock lock(m_mutex);
  if (std::ranges::find(m_waiting, index) == m_waiting.end()) {
    m_waiting.push_front(index);
    if (m_waiting.size() > kMostWaiting) {
      m_waiting.pop_back();
    }
    m_asked.notify_one();
  }
  return {};
}

void ThumbnailCache::readWaiting(const std::stop_token& stop, const std::shared_ptr<const Dataset>& dataset, int side) {
  while (!stop.stop_requested()) {
    std::uint32_t index = 0;
    {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        return;
      }
      index = m_waiting.front();
      m_waiting.pop_front();
    }
    QImage image = scaled(readImage(*dataset->images, index), side);
    const std::scoped_lock lock(m_mutex);
    m_finished.push_back({index, std::move(image)});
    if (m_finished.size() == 1) { // else a call is on its way already
      QMetaObject::invokeMethod(this, &ThumbnailCache::takeFinished, Qt::QueuedConnection);
    }
  }
}

void ThumbnailCache::takeFinished() {
  std::vector<Finished> finished;
  {
    const std::scoped_lock lock(m_mutex);
    finished.swap(m_finished);
  }
  for (const Finished& one : finished) {
    m_pictures.insert(one.index, new QPixmap(QPixmap::fromImage(one.image)), m_side * m_side);
  }
  if (!finished.empty()) {
    emit ready();
  }
}

} // namespace mien::ui
