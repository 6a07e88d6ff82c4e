#pragma once

#include "core/session/frame_result.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace mien::ui {

/// Brings the pictures of a recording that has a video, on a thread of its own: always those of the moment asked for
/// last.
class ReplayVideo : public QObject {
  Q_OBJECT

public:
  explicit ReplayVideo(QObject* parent = nullptr) : QObject(parent) {}
  ~ReplayVideo() override;

  bool open(const QString& folder); ///< false: the recording has no pictures
  void close();                     ///< waits for the picture being read
  void show(double seconds);        ///< of the video, see videoSeconds(); found() follows soon

  [[nodiscard]] bool isOpen() const { return m_thread.joinable(); }

signals:
  void found(std::shared_ptr<const mien::TimedFrame> frame);
  /// The share of the video that was gone through, which the first picture far from the others needs; 1: to its end.
  void indexing(double share);
  void failed(const QString& message); ///< the video cannot be read: nothing will be found

private:
  void read(const std::stop_token& stop, const std::filesystem::path& file);
  template <class Answer> void deliver(Answer answer); ///< on this object's thread, unless closed by then
  [[nodiscard]] std::optional<double> nextRequest(const std::stop_token& stop);

  quint64 m_opened = 0; ///< counts, so that a picture of a recording closed by now is dropped
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<double> m_request;
  std::jthread m_thread; ///< last: it uses what stands above
};

} // namespace mien::ui
