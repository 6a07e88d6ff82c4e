#pragma once

#include <optional>

namespace mien::detail {

/// One time that always grows for all frames of a source, s, made of the frames' own times. These begin again when a
/// video loops and when a stream is opened again; the time goes on all the same. One thread.
class FrameClock {
public:
  /// The time of the next frame. `own`: what its source says. `otherwise`: when it is by another clock that grows; it
  /// counts where the source says nothing, or has begun again.
  double next(std::optional<double> own, double otherwise) {
    if (!own) {
      m_own.reset();
      return otherwise;
    }
    if (m_own ? *own <= *m_own : m_begun) {
      m_shift = otherwise - *own;
    }
    m_begun = true;
    m_own = own;
    return *own + m_shift;
  }

  /// The source is opened again: its times say nothing any more about those before.
  void reopened() { m_own.reset(); }

private:
  bool m_begun = false;        ///< there was an own time before
  std::optional<double> m_own; ///< of the frame before
  double m_shift = 0;
};

} // namespace mien::detail
