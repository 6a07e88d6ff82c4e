#include "ui/live/live_page.h"

#include "core/data/emotion.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/replay/live_replay.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/live/session/live_recording.h"
#include "ui/live/session/live_session.h"
#include "ui/live/session/settings_panel.h"
#include "ui/live/session/snapshot_writer.h"
#include "ui/live/source/camera_list.h"
#include "ui/live/source/location_edit.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/source/usage_notice_panel.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/text/path_text.h"
#include "ui/text/text.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStackedWidget>
#include <QTimer>

namespace mien::ui {

namespace {

QString now(const char* format) { return QDateTime::currentDateTime().toString(QString::fromLatin1(format)); }

} // namespace

LivePage::LivePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_settings(loadLiveSettings()), m_bar(new SourceBar(this)),
      m_banner(new MessageBanner(this)), m_sourceBanner(new SourceBanner(this)), m_stack(new QStackedWidget),
      m_notice(new UsageNoticePanel), m_statePanel(new EmptyStatePanel), m_watch(new QWidget), m_view(new VideoView),
      m_figures(new LiveMetrics), m_facePanel(new LiveFacePanel), m_settingsPanel(new SettingsPanel(m_settings)),
      m_chart(new TimelineChart), m_display(*m_view, *m_facePanel, *m_chart), m_session(new LiveSession(this)),
      m_recording(new LiveRecording(this)), m_replay(new LiveReplay(m_display, *m_view, *m_chart, this)),
      m_replayBar(new ReplayBar(m_replay->session())), m_snapshots(new SnapshotWriter(this)),
      m_recordingTick(new QTimer(this)) {
  m_banner->setDismissable(true);
  m_recordingTick->setInterval(500);
  m_display.setLabels(emotionLabels(kEmotionCount));
  layOut();
  connectBar();
  connectSession();
  connectRecording();
  connectReplay();
  m_settingsPanel->setCamera(m_bar->source().kind == LiveSource::Kind::Camera);
  onSettingsChanged();
  showState();
}

LivePage::~LivePage() {
  m_session->disconnect(this);
  m_recording->disconnect(this);
  delete m_recording; // its observer goes before the pipeline does
  m_replay->disconnect(this);
  delete m_replay; // it uses the widgets
  m_workspace.clearActivity(m_recording);
  m_workspace.clearActivity(m_session);
}

SessionReplay& LivePage::replay() const { return m_replay->session(); }

void LivePage::connectBar() {
  connect(m_bar, &SourceBar::startRequested, this, &LivePage::start);
  connect(m_bar, &SourceBar::stopRequested, this, &LivePage::stop);
  connect(m_bar, &SourceBar::recordToggled, this, &LivePage::toggleRecording);
  connect(m_bar, &SourceBar::snapshotRequested, this, &LivePage::takeSnapshot);
  connect(m_bar, &SourceBar::refreshRequested, this, &LivePage::refreshCameras);
  connect(m_bar, &SourceBar::changed, this, &LivePage::onSourceChanged);
  connect(m_bar, &SourceBar::noticeRequested, this, [this] {
    m_noticeShown = true;
    showState();
  });
  connect(m_notice, &UsageNoticePanel::accepted, this, [this] {
    m_noticeShown = false;
    showState();
    m_view->setFocus();
  });
  connect(m_sourceBanner, &SourceBanner::retryRequested, this, &LivePage::start);
  connect(m_settingsPanel, &SettingsPanel::changed, this, &LivePage::onSettingsChanged);
  connect(m_view, &VideoView::faceChosen, this, &LivePage::chooseFace);
  connect(m_chart, &TimelineChart::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The chart could not be saved."), message);
  });
}

void LivePage::connectSession() {
  connect(&m_workspace, &Workspace::modelChanged, this, [this] {
    if (m_recording->running()) {
      m_restart = true; // a training that ends elsewhere must not cut a recording
    } else if (m_session->active()) {
      start();
    } else {
      showState();
    }
  });
  connect(m_session, &LiveSession::engineChanged, this, &LivePage::applyEngine);
  connect(m_session, &LiveSession::updated, this, &LivePage::onUpdated);
  connect(m_session, &LiveSession::stateChanged, this, &LivePage::showState);
  connect(m_session, &LiveSession::failed, this, [this](const QString& message) {
    m_banner->showMessage(
        MessageBanner::Kind::Error,
        tr("The model %1 cannot be used.").arg(pathText(QFileInfo(m_workspace.modelFile()).fileName())), message);
  });
}

void LivePage::connectRecording() {
  connect(m_recording, &LiveRecording::changed, this, &LivePage::showRecording);
  connect(m_recordingTick, &QTimer::timeout, this, &LivePage::showRecording);
  connect(m_recording, &LiveRecording::finished, this, [this](const QString& folder, double seconds) {
    LocationEdit::remember(LiveSource::Kind::Recording, folder);
    m_banner->showMessage(MessageBanner::Kind::Info,
                          tr("%L1 s were recorded. Choose Recording above to play them.").arg(qRound(seconds)), folder);
  });
  connect(m_recording, &LiveRecording::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The recording has ended."), message);
  });
  connect(m_snapshots, &SnapshotWriter::finished, this, [this](const QString& file) {
    m_banner->showMessage(MessageBanner::Kind::Info, tr("The snapshot was saved."), file);
  });
  connect(m_snapshots, &SnapshotWriter::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The snapshot could not be saved."), message);
  });
}

void LivePage::connectReplay() {
  connect(m_replay, &LiveReplay::changed, this, [this] {
    showMirrored();
    showState();
  });
  connect(m_replay, &LiveReplay::indexing, m_replayBar, &ReplayBar::showIndexing);
  connect(m_replay, &LiveReplay::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The recording %1 cannot be played.").arg(m_running.name),
                          message);
    showState();
  });
}

void LivePage::start() {
  const LiveSource source = m_bar->source();
  if (!UsageNoticePanel::wasAccepted() || source.location.empty()) {
    showState();
    return;
  }
  m_noticeShown = false;
  m_banner->clear();
  m_resume = false;
  if (source.sameAs(m_running) && m_replay->session().isOpen()) {
    m_replay->session().play();
    m_view->setFocus();
    return;
  }
  m_running = source;
  clearPicture();
  if (source.kind == LiveSource::Kind::Recording) {
    m_session->stop();
    m_replay->open(toQt(std::filesystem::path(source.location)));
  } else if (m_workspace.modelFile().isEmpty()) {
    m_session->stop();
  } else {
    m_display.beginLive();
    if (m_session->pipeline() != nullptr) {
      applyEngine(); // a replay may have shown other classes
    }
    m_session->start(m_workspace.modelFile(), source.spec());
  }
  showState();
  m_view->setFocus();
}

void LivePage::stop() {
  m_resume = false;
  m_replay->pause();
  m_session->stop();
  showState();
}

void LivePage::startOrStop() {
  if (m_session->active() || m_replay->session().playing() || m_replay->session().loading()) {
    stop();
  } else {
    start();
  }
}

void LivePage::clearPicture() {
  m_replay->close();
  m_settingsPanel->setCamera(m_bar->source().kind == LiveSource::Kind::Camera);
  showMirrored();
  m_view->setFrame(nullptr);
  m_display.clear();
  m_figures->clear();
}

void LivePage::applyEngine() { m_display.setLabels(m_session->pipeline()->modelInfo().labels); }

void LivePage::onUpdated() {
  const bool first = m_view->frame() == nullptr;
  const auto frame = m_session->frame();
  if (frame != m_view->frame()) {
    m_view->setFrame(frame);
  }
  const auto result = m_session->result();
  if (result != nullptr && result != m_view->result()) {
    m_display.showLive(result);
    m_figures->setFigures(*result, m_view->drawMilliseconds());
  }
  if (first && frame != nullptr) {
    showState();
  } else {
    showSourceMessage();
  }
}

void LivePage::chooseFace(int face) { m_display.choose(face); }

void LivePage::toggleRecording() {
  if (m_recording->running()) {
    m_recording->stop();
  } else if (m_session->state() == LiveSession::State::Running && !m_recording->finishing()) {
    m_banner->clear();
    RecorderOptions options;
    const QString name = QStringLiteral("session-%1").arg(now("yyyy-MM-dd_HH-mm-ss-zzz"));
    options.folder = toPath(QDir(m_workspace.resultsFolder()).filePath(QStringLiteral("live/") + name));
    options.labels = m_session->pipeline()->modelInfo().labels;
    options.source = m_running.name.toStdString();
    options.model = toPath(m_workspace.modelFile()).string();
    options.video = m_settings.recordVideo;
    options.uncertainBelow = m_settings.uncertainBelow;
    m_recording->start(*m_session->pipeline(), options);
  }
}

void LivePage::takeSnapshot() {
  const QImage image = m_view->snapshot();
  if (!image.isNull() && !m_snapshots->running()) {
    const QString name = QStringLiteral("snapshot-%1.png").arg(now("yyyy-MM-dd_HH-mm-ss-zzz"));
    m_snapshots->write(image, QDir(m_workspace.resultsFolder()).filePath(QStringLiteral("live/") + name));
  }
}

bool LivePage::canExport() const { return m_view->frame() != nullptr; }

void LivePage::exportContent() { takeSnapshot(); }

void LivePage::onSettingsChanged() {
  m_settings = m_settingsPanel->settings();
  saveLiveSettings(m_settings);
  showMirrored();
  m_display.setUncertainBelow(m_settings.uncertainBelow);
  m_session->setSettings(m_settings);
}

void LivePage::showMirrored() {
  m_view->setMirrored(m_settingsPanel->mirrored() && !m_replay->hasPictures()); // names in a picture must be readable
}

void LivePage::onSourceChanged() {
  const LiveSource source = m_bar->source();
  if (source.sameAs(m_running)) {
    return;
  }
  const bool wasActive = m_session->active();
  m_resume = false; // another one does not begin by itself
  m_session->stop();
  clearPicture();
  m_running = {};
  if (wasActive && !source.location.empty() && source.kind != LiveSource::Kind::Recording) {
    start(); // whoever watches and chooses another camera wants to see that
  } else {
    showState();
  }
}

void LivePage::refreshCameras() {
  if (m_cameras != nullptr) {
    m_cameras->refresh();
    onCamerasChanged();
  }
}

void LivePage::onCamerasChanged() {
  m_bar->setCameras(m_cameras->cameras());
  onSourceChanged();
  showState();
}

} // namespace mien::ui
