#include "ui/widgets/transport_bar.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/text/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

namespace mien::ui {

namespace {

constexpr int kStepsPerSecond = 10;

} // namespace

TransportBar::TransportBar(const QString& what, QWidget* parent)
    : QWidget(parent), m_play(new QPushButton(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_time(new QLabel(this)), m_status(makeMuted({}, this)) {
  m_play->setToolTip(tr("Play or pause %1 (space bar)", "the recording").arg(what));
  m_slider->setAccessibleName(tr("Position in %1", "the recording").arg(what));
  m_slider->setPageStep(5 * kStepsPerSecond);
  m_status->setWordWrap(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_play);
  layout->addWidget(m_slider, 1);
  layout->addWidget(m_time);
  layout->addWidget(m_status);
  connect(m_play, &QPushButton::clicked, this, &TransportBar::playToggled);
  connect(m_slider, &QSlider::valueChanged, this,
          [this](int value) { emit seekRequested(static_cast<double>(value) / kStepsPerSecond); });
  setPlaying(false);
  setStatus({});
}

void TransportBar::setDuration(double seconds) {
  m_duration = seconds;
  const QSignalBlocker blocker(m_slider);
  m_slider->setRange(0, static_cast<int>(seconds * kStepsPerSecond));
}

void TransportBar::setPosition(double seconds) {
  const QSignalBlocker blocker(m_slider);
  m_slider->setValue(static_cast<int>(seconds * kStepsPerSecond));
  const bool tenths = m_duration < 60; // in something short a second is much
  m_time->setText(tr("%1 of %2", "two times").arg(clockText(seconds, tenths), clockText(m_duration, tenths)));
}

void TransportBar::setPlaying(bool playing) {
  m_play->setIcon(icon(playing ? "pause" : "play"));
  m_play->setText(playing ? tr("&Pause") : tr("&Play"));
}

void TransportBar::setStatus(const QString& text) {
  m_status->setText(text);
  m_status->setVisible(!text.isEmpty());
}

QString TransportBar::status() const { return m_status->text(); }

QString TransportBar::timeText() const { return m_time->text(); }

} // namespace mien::ui
