#include "ui/pages/live/replay_bar.h"

#include "ui/pages/live/session_replay.h"
#include "ui/support/icons.h"
#include "ui/support/percent_text.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

namespace mien::ui {

namespace {

constexpr int kStepsPerSecond = 10;

/// "1:05", and with tenths "0:05.8".
QString clockText(double seconds, bool tenths) {
  const int all = static_cast<int>(seconds * 10 + 1e-6);
  const QString text = QStringLiteral("%1:%2").arg(all / 600).arg(all / 10 % 60, 2, 10, QLatin1Char('0'));
  return tenths ? text + QLocale().decimalPoint() + QString::number(all % 10) : text;
}

} // namespace

ReplayBar::ReplayBar(SessionReplay& replay, QWidget* parent)
    : QWidget(parent), m_replay(replay), m_play(new QPushButton(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_time(new QLabel(this)), m_indexing(makeMuted({}, this)) {
  m_slider->setAccessibleName(tr("Position in the recording"));
  m_slider->setPageStep(5 * kStepsPerSecond);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_play);
  layout->addWidget(m_slider, 1);
  layout->addWidget(m_time);
  layout->addWidget(m_indexing);
  m_indexing->setWordWrap(false);
  m_indexing->hide();
  connect(m_play, &QPushButton::clicked, this, &ReplayBar::toggle);
  connect(m_slider, &QSlider::valueChanged, this,
          [this](int value) { m_replay.seek(static_cast<double>(value) / kStepsPerSecond); });
  connect(&replay, &SessionReplay::opened, this, [this] {
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, static_cast<int>(m_replay.duration() * kStepsPerSecond));
  });
  connect(&replay, &SessionReplay::moved, this, &ReplayBar::showPosition);
  connect(&replay, &SessionReplay::changed, this, &ReplayBar::showPlaying);
  showPlaying();
}

void ReplayBar::toggle() {
  if (m_replay.playing()) {
    m_replay.pause();
  } else {
    m_replay.play();
  }
}

void ReplayBar::showIndexing(double share) {
  m_indexing->setVisible(share < 1);
  m_indexing->setText(share < 1 ? tr("Looking through the video: %1").arg(percentText(share, 0)) : QString());
}

QString ReplayBar::indexingText() const { return m_indexing->text(); }

QString ReplayBar::timeText() const { return m_time->text(); }

void ReplayBar::showPosition() {
  const QSignalBlocker blocker(m_slider);
  m_slider->setValue(static_cast<int>(m_replay.position() * kStepsPerSecond));
  const double all = m_replay.duration();
  const bool tenths = all < 60; // in a short recording a second is much
  m_time->setText(tr("%1 of %2", "two times").arg(clockText(m_replay.position(), tenths), clockText(all, tenths)));
}

void ReplayBar::showPlaying() {
  m_play->setIcon(icon(m_replay.playing() ? "pause" : "play"));
  m_play->setText(m_replay.playing() ? tr("&Pause") : tr("&Play"));
  m_play->setToolTip(tr("Play or pause the recording (space bar)"));
}

} // namespace mien::ui
