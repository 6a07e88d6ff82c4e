#pragma once

#include "core/session/frame_result.h"

#include <QElapsedTimer>
#include <QWidget>

#include <array>

class QLabel;

namespace mien::ui {

/// How fast it goes: frames a second, what each stage takes, and how late the result is.
class LiveMetrics : public QWidget {
  Q_OBJECT

public:
  explicit LiveMetrics(QWidget* parent = nullptr);

  void setFigures(const FrameResult& result, double drawMs); ///< shown a few times a second: nobody reads faster
  void clear();                                              ///< the next ones are shown at once
  [[nodiscard]] QString text() const;                        ///< all of it in words

private:
  enum Figure { Captured, Analysed, Capture, Detect, Classify, Draw, Latency, kCount };
  void addFigure(Figure figure, const QString& caption, const QString& help);

  QElapsedTimer m_sinceShown; ///< not valid while there are none
  std::array<QLabel*, kCount> m_values{};
  std::array<QString, kCount> m_captions;
};

} // namespace mien::ui
