#include "ui/charts/timeline_chart.h"
#include "ui/live/live_page.h"
#include "ui/live/replay/live_replay.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/live/session/live_recording.h"
#include "ui/live/session/live_session.h"
#include "ui/live/session/settings_panel.h"
#include "ui/live/source/camera_list.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/source/usage_notice_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/text/figure_text.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/workspace/workspace.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QTimer>

#include <utility>

namespace mien::ui {

void LivePage::showState() {
  using State = LiveSession::State;
  const State state = m_session->state();
  const bool accepted = UsageNoticePanel::wasAccepted();
  if (state != State::Running && state != State::Lost) {
    m_recording->stop();
  }

  showButtons();
  m_replayBar->setVisible(m_replay->session().isOpen());
  m_figures->setVisible(!m_replay->session().isOpen());
  m_view->setAgeShown(state == State::Running);
  m_view->setDimmed(state == State::Lost);
  if (state == State::Lost || state == State::Ended || state == State::Idle) {
    m_figures->clear(); // they are of now
  }
  if (state == State::Lost) {
    m_display.showLost();
  }

  if (state == State::Loading) {
    m_workspace.setActivity(
        tr("Loading the model"), -1, [this] { stop(); }, m_session);
  } else {
    m_workspace.clearActivity(m_session);
  }
  showSourceMessage();
  if (!accepted || m_noticeShown) {
    m_stack->setCurrentWidget(m_notice);
  } else if (m_view->frame() != nullptr || m_replay->session().isOpen()) {
    m_stack->setCurrentWidget(m_watch);
  } else {
    showEmpty();
    m_stack->setCurrentWidget(m_statePanel);
  }
  m_chart->setVisible(m_stack->currentWidget() != m_notice); // what is to be read first gets its place
  emit m_workspace.exportChanged();
}

void LivePage::showSourceMessage() {
  using State = LiveSession::State;
  switch (m_session->state()) {
  case State::Lost:
    m_sourceBanner->showTrouble(MessageBanner::Kind::Warning,
                                tr("There is no picture from %1. Mien keeps trying.").arg(m_running.name),
                                m_session->message(), tr("&Try Now"));
    break;
  case State::Ended:
    m_sourceBanner->showTrouble(MessageBanner::Kind::Info, tr("%1 has come to its end.").arg(m_running.name),
                                m_session->message(), tr("Play A&gain"));
    break;
  case State::Running:
    if (const QString message = m_session->message(); !message.isEmpty()) {
      m_sourceBanner->showTrouble(MessageBanner::Kind::Error, tr("The pictures cannot be analysed."), message,
                                  tr("&Try Again"));
      break;
    }
    m_sourceBanner->clear();
    break;
  case State::Idle:
    if (!m_replay->pictureTrouble().isEmpty()) {
      m_sourceBanner->showTrouble(MessageBanner::Kind::Warning,
                                  tr("The pictures of %1 cannot be shown.").arg(m_running.name),
                                  m_replay->pictureTrouble());
      break;
    }
    [[fallthrough]];
  case State::Loading:
  case State::Opening:
    m_sourceBanner->clear();
    break;
  }
}

void LivePage::showEmpty() {
  using State = LiveSession::State;
  const LiveSource source = m_bar->source();
  const auto chooseVideo = [this] {
    m_bar->setKind(LiveSource::Kind::Video);
    m_bar->chooseFile();
  };
  if (m_replay->session().loading()) {
    m_statePanel->showState("save", tr("Reading the recording…"), {}, {});
  } else if (source.kind != LiveSource::Kind::Recording && m_workspace.modelFile().isEmpty()) {
    m_statePanel->showState("model", tr("No model is open."),
                            tr("A model reads the emotions in the faces. Open one, or train one on the Train page."),
                            {{"model", tr("&Open a Model..."), [this] { emit openModelRequested(); }}});
  } else if (m_session->state() == State::Loading) {
    m_statePanel->showState("model", tr("Loading the model…"), {}, {});
  } else if (m_session->state() == State::Opening) {
    m_statePanel->showState("live", tr("Opening %1…").arg(source.name), {}, {});
  } else if (m_session->state() == State::Lost) {
    m_statePanel->showState("live", tr("There is nothing to see yet."),
                            tr("The picture appears here as soon as there is one."), {});
  } else if (!source.location.empty()) {
    m_statePanel->showState("play", tr("Ready for %1").arg(source.name), tr("Press the space bar, or Start, to begin."),
                            {{"play", tr("&Start"), [this] { start(); }}});
  } else if (source.kind == LiveSource::Kind::Camera) {
    m_statePanel->showState(
        "live", tr("No camera was found."), tr("Plug one in: it appears here by itself. Or watch a video instead."),
        {{"search", tr("&Look Again"), [this] { refreshCameras(); }}, {"open", tr("Choose a Vide&o..."), chooseVideo}});
  } else if (source.kind == LiveSource::Kind::Url) {
    m_statePanel->showState("live", tr("No address is given."),
                            tr("Type the address of a stream above, for instance rtsp://192.168.1.20/stream, and "
                               "press Return."),
                            {});
  } else {
    const QString title = source.kind == LiveSource::Kind::Video    ? tr("No video is chosen.")
                          : source.kind == LiveSource::Kind::Folder ? tr("No folder is chosen.")
                                                                    : tr("No recording is chosen.");
    m_statePanel->showState("open", title, {}, {{"open", tr("&Choose..."), [this] { m_bar->chooseFile(); }}});
  }
}

void LivePage::showRecording() {
  if (m_recording->running()) {
    m_recordingTick->start();
    m_workspace.setActivity(
        tr("Recording for %1").arg(durationText(m_recording->seconds())), -1, [this] { m_recording->stop(); },
        m_recording, tr("What is recorded until then is kept."));
  } else if (m_recording->finishing()) {
    m_recordingTick->stop();
    m_workspace.setActivity(tr("Writing the recording"), -1, {}, m_recording);
  } else {
    m_recordingTick->stop();
    m_workspace.clearActivity(m_recording);
    const bool restart = std::exchange(m_restart, false) && m_session->active();
    if (isHidden() && window()->isVisible() && m_session->active() && m_running.isLive()) {
      stop(); // the page was left while it recorded: from now on nobody watches
      m_resume = true;
    } else if (restart) {
      start();
    }
  }
  showButtons();
}

void LivePage::showButtons() {
  const LiveSource source = m_bar->source();
  const bool playable = source.kind == LiveSource::Kind::Recording || !m_workspace.modelFile().isEmpty();
  SourceBar::Look look;
  look.running = m_session->active() || m_replay->session().playing() || m_replay->session().loading();
  look.startable = UsageNoticePanel::wasAccepted() && !source.location.empty() && playable;
  look.recording = m_recording->running();
  look.recordable = m_session->state() == LiveSession::State::Running && !m_recording->finishing();
  look.snapshot = canExport();
  m_bar->setButtonStates(look);
}

void LivePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_cameras == nullptr) {
    m_cameras = new CameraList(this);
    connect(m_cameras, &CameraList::changed, this, &LivePage::onCamerasChanged);
    m_bar->setCameras(m_cameras->cameras());
  }
  if (m_resume) {
    start();
  } else {
    showState();
  }
}

void LivePage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (event->spontaneous()) {
    return; // minimised, or on another desktop: whoever wants that still wants it to run
  }
  m_replay->pause();
  const bool closing = !window()->isVisible();
  if (closing) {
    stop();
  } else if (m_session->active() && m_running.isLive() && !m_recording->running()) {
    stop();
    m_resume = true;
  }
}

void LivePage::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::NoModifier && !event->isAutoRepeat() && m_stack->currentWidget() != m_notice) {
    switch (event->key()) {
    case Qt::Key_Space:
      return startOrStop();
    case Qt::Key_S:
      return takeSnapshot();
    case Qt::Key_R:
      return toggleRecording();
    case Qt::Key_M:
      return m_settingsPanel->setMirrored(!m_settingsPanel->mirrored());
    default:
      break;
    }
  }
  QWidget::keyPressEvent(event);
}

} // namespace mien::ui
