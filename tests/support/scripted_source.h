#pragma once

#include "core/live/source/frame_source.h"

#include <opencv2/core/mat.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

namespace mien::test {

/// A source whose every read is the given function's answer.
class ScriptedSource : public FrameSource {
public:
  using Script = std::function<FrameRead()>;

  explicit ScriptedSource(Script script, bool isLive = true, double rate = 0)
      : m_script(std::move(script)), m_live(isLive), m_rate(rate) {}

  [[nodiscard]] FrameRead read() override { return m_script(); }
  [[nodiscard]] double fps() const override { return m_rate; }
  [[nodiscard]] std::int64_t frameCount() const override { return 0; }
  [[nodiscard]] bool live() const override { return m_live; }

private:
  Script m_script;
  bool m_live;
  double m_rate;
};

inline FrameRead grey(int value = 100) {
  return {FrameRead::Status::Frame, cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(value)), {}};
}

inline FrameRead lost(const std::string& reason) { return {FrameRead::Status::Lost, {}, reason}; }
inline FrameRead endOfSource() { return {FrameRead::Status::End, {}, {}}; }

/// A camera with a grey picture every `pause`.
inline SourceFactory camera(std::chrono::milliseconds pause = std::chrono::milliseconds(5)) {
  return [pause] {
    return std::make_unique<ScriptedSource>([pause] {
      std::this_thread::sleep_for(pause);
      return grey();
    });
  };
}

/// Waits until `condition` holds, 5 s at most; whether it does.
template <typename Condition> bool eventually(const Condition& condition) {
  for (int tries = 0; tries < 2500; ++tries) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return condition();
}

} // namespace mien::test
