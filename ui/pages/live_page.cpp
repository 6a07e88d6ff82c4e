#include "ui/pages/live_page.h"

#include "core/data/emotion.h"
#include "ui/charts/timeline_chart.h"
#include "ui/pages/live/live_face_panel.h"
#include "ui/pages/live/live_figures.h"
#include "ui/pages/live/live_recording.h"
#include "ui/pages/live/live_session.h"
#include "ui/pages/live/notice_panel.h"
#include "ui/pages/live/replay_bar.h"
#include "ui/pages/live/replay_pictures.h"
#include "ui/pages/live/session_replay.h"
#include "ui/pages/live/settings_panel.h"
#include "ui/pages/live/snapshot_writer.h"
#include "ui/pages/live/source_banner.h"
#include "ui/pages/live/source_bar.h"
#include "ui/pages/live/state_panel.h"
#include "ui/pages/live/video_view.h"
#include "ui/support/camera_list.h"
#include "ui/support/text.h"
#include "ui/support/workspace.h"
#include "ui/widgets/message_banner.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTimer>

namespace mien::ui {

namespace {

constexpr double kSpan = 60;         ///< s of timeline
constexpr int kTimelinePeriod = 200; ///< ms between two drawings of it

QString now(const char* format) { return QDateTime::currentDateTime().toString(QString::fromLatin1(format)); }

} // namespace

LivePage::LivePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_settings(loadLiveSettings()), m_timeline(kSpan),
      m_bar(new SourceBar(this)), m_banner(new MessageBanner(this)), m_sourceBanner(new SourceBanner(this)),
      m_stack(new QStackedWidget), m_notice(new NoticePanel), m_statePanel(new StatePanel), m_watch(new QWidget),
      m_view(new VideoView), m_figures(new LiveFigures), m_facePanel(new LiveFacePanel),
      m_settingsPanel(new SettingsPanel(m_settings)), m_chart(new TimelineChart), m_session(new LiveSession(this)),
      m_recording(new LiveRecording(this)), m_replay(new SessionReplay(this)), m_pictures(new ReplayPictures(this)),
      m_snapshots(new SnapshotWriter(this)), m_recordingTick(new QTimer(this)) {
  m_replayBar = new ReplayBar(*m_replay);
  m_banner->setDismissable(true);
  m_recordingTick->setInterval(500);
  m_chart->setSpan(kSpan);
  setClasses(emotionLabels(kEmotionCount));
  layOut();
  connectParts();
  m_settingsPanel->setCamera(m_bar->source().kind == LiveSource::Kind::Camera);
  takeSettings();
  showState();
}

LivePage::~LivePage() {
  m_session->disconnect(this);
  m_recording->disconnect(this);
  delete m_recording; // its observer goes before the pipeline does
  m_workspace.clearActivity(m_recording);
  m_workspace.clearActivity(m_session);
}

void LivePage::connectParts() {
  connect(m_bar, &SourceBar::startRequested, this, &LivePage::start);
  connect(m_bar, &SourceBar::stopRequested, this, &LivePage::stop);
  connect(m_bar, &SourceBar::recordToggled, this, &LivePage::toggleRecording);
  connect(m_bar, &SourceBar::snapshotRequested, this, &LivePage::takeSnapshot);
  connect(m_bar, &SourceBar::refreshRequested, this, &LivePage::refreshCameras);
  connect(m_bar, &SourceBar::changed, this, &LivePage::takeSource);
  connect(m_bar, &SourceBar::noticeRequested, this, [this] {
    m_noticeShown = true;
    showState();
  });
  connect(m_notice, &NoticePanel::accepted, this, [this] {
    m_noticeShown = false;
    showState();
    m_view->setFocus();
  });
  connect(m_sourceBanner, &SourceBanner::retryRequested, this, &LivePage::start);
  connect(m_settingsPanel, &SettingsPanel::changed, this, &LivePage::takeSettings);
  connect(m_view, &VideoView::faceChosen, this, &LivePage::chooseFace);
  connect(&m_workspace, &Workspace::modelChanged, this, [this] {
    if (m_session->active()) {
      start();
    } else {
      showState();
    }
  });

  connect(m_session, &LiveSession::engineChanged, this, &LivePage::takeEngine);
  connect(m_session, &LiveSession::updated, this, &LivePage::takeUpdate);
  connect(m_session, &LiveSession::stateChanged, this, &LivePage::showState);
  connect(m_session, &LiveSession::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error,
                          tr("The model %1 cannot be used.").arg(QFileInfo(m_workspace.modelFile()).fileName()),
                          message);
  });

  connect(m_recording, &LiveRecording::changed, this, &LivePage::showRecording);
  connect(m_recordingTick, &QTimer::timeout, this, &LivePage::showRecording);
  connect(m_recording, &LiveRecording::finished, this, [this](const QString& folder, double seconds) {
    m_banner->showMessage(
        MessageBanner::Kind::Info,
        tr("%1 s were recorded. Choose Recording above to play them.").arg(QString::number(qRound(seconds))), folder);
  });
  connect(m_recording, &LiveRecording::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The recording has ended."), message);
  });

  connect(m_replay, &SessionReplay::opened, this, [this] {
    setClasses(m_replay->session().labels);
    const double duration = m_replay->duration();
    m_timeline = EmotionTimeline(duration + 1, duration / 4000);
    for (const LiveResult& result : m_replay->session().results) {
      m_timeline.add(result);
    }
    m_chart->setSpan(0);
    m_chart->setMomentChoosable(true);
    const bool pictures = m_pictures->open(toQt(std::filesystem::path(m_running.location)));
    m_view->setFacesShown(!pictures);
    m_view->setMirrored(m_settingsPanel->mirrored() && !pictures);
    m_replay->play();
    showState();
  });
  connect(m_replay, &SessionReplay::moved, this, &LivePage::showReplayed);
  connect(m_pictures, &ReplayPictures::found, m_view, &VideoView::setFrame);
  connect(m_replay, &SessionReplay::changed, this, &LivePage::showState);
  connect(m_replay, &SessionReplay::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The recording %1 cannot be played.").arg(m_running.name),
                          message);
    showState();
  });
  connect(m_chart, &TimelineChart::momentChosen, this, [this](double seconds) {
    if (m_replay->isOpen()) {
      m_replay->seek(seconds - m_replay->session().results.front().seconds);
    }
  });
  const auto chartFailed = [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The chart could not be saved."), message);
  };
  connect(m_chart, &TimelineChart::failed, this, chartFailed);

  connect(m_snapshots, &SnapshotWriter::finished, this, [this](const QString& file) {
    m_banner->showMessage(MessageBanner::Kind::Info, tr("The snapshot was saved."), file);
  });
  connect(m_snapshots, &SnapshotWriter::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The snapshot could not be saved."), message);
  });
}

void LivePage::start() {
  const LiveSource source = m_bar->source();
  if (!NoticePanel::wasAccepted() || source.location.empty()) {
    showState();
    return;
  }
  m_noticeShown = false;
  m_banner->clear();
  m_resume = false;
  m_running = source;
  m_replay->close();
  clearPicture();
  if (source.kind == LiveSource::Kind::Recording) {
    m_session->stop();
    startReplay();
  } else if (!m_workspace.modelFile().isEmpty()) {
    m_chart->setSpan(kSpan);
    m_chart->setMoment({});
    m_chart->setMomentChoosable(false);
    m_timeline = EmotionTimeline(kSpan);
    if (m_session->pipeline() != nullptr) {
      takeEngine(); // a replay may have shown other classes
    }
    m_session->start(m_workspace.modelFile(), source.spec());
  }
  showState();
  m_view->setFocus();
}

void LivePage::startReplay() {
  m_view->setAgeShown(false);
  m_figures->clear();
  m_replay->open(toQt(std::filesystem::path(m_running.location)));
}

void LivePage::stop() {
  m_resume = false;
  m_replay->pause();
  m_session->stop();
  showState();
}

void LivePage::startOrStop() {
  if (m_replay->isOpen() && m_bar->source().kind == LiveSource::Kind::Recording) {
    m_replayBar->toggle();
  } else if (m_session->active()) {
    stop();
  } else {
    start();
  }
}

void LivePage::clearPicture() {
  m_pictures->close();
  m_view->setFacesShown(true);
  m_settingsPanel->setCamera(m_bar->source().kind == LiveSource::Kind::Camera);
  m_view->setMirrored(m_settingsPanel->mirrored());
  m_view->setFrame(nullptr);
  m_view->setResult(nullptr);
  m_choice.clear();
  m_view->setChosen(0);
  m_facePanel->clear();
  m_figures->clear();
  m_timeline.clear();
  m_chart->clear();
  m_chart->setTitle(tr("Emotions over time"));
}

void LivePage::takeEngine() { setClasses(m_session->pipeline()->modelInfo().labels); }

void LivePage::setClasses(const std::vector<std::string>& labels) {
  ModelInfo info;
  info.labels = labels;
  m_classes = classLabels(info);
  m_view->setClasses(m_classes);
  m_facePanel->setClasses(m_classes);
  m_chart->setClasses(m_classes);
}

void LivePage::takeUpdate() {
  const bool first = m_view->frame() == nullptr;
  const auto frame = m_session->frame();
  if (frame != m_view->frame()) {
    m_view->setFrame(frame);
  }
  const auto result = m_session->result();
  if (result != nullptr && result != m_view->result()) {
    m_timeline.add(*result);
    showResult(result);
    m_figures->setFigures(*result, m_view->drawMilliseconds());
  }
  if (first && frame != nullptr) {
    showState();
  } else {
    showSourceMessage();
  }
}

void LivePage::showResult(const std::shared_ptr<const LiveResult>& result) {
  m_choice.update(*result);
  m_view->setChosen(m_choice.face());
  m_view->setResult(result);
  m_facePanel->showFace(*result, m_choice.face(), m_settings.uncertainBelow);
  if (!m_sinceTimeline.isValid() || m_sinceTimeline.elapsed() >= kTimelinePeriod) {
    showTimeline();
  }
}

void LivePage::showReplayed() {
  const auto result = m_replay->result();
  if (result == nullptr) {
    return;
  }
  const int before = m_choice.face();
  m_choice.update(*result);
  m_view->setChosen(m_choice.face());
  m_view->setResult(result);
  m_facePanel->showFace(*result, m_choice.face(), m_settings.uncertainBelow);
  if (before != m_choice.face()) {
    showTimeline();
  }
  if (m_pictures->isOpen()) {
    m_pictures->show(m_replay->position());
  }
  m_chart->setMoment(m_replay->session().results.front().seconds + m_replay->position());
}

void LivePage::showTimeline() {
  std::vector<TimelineChart::Point> points;
  for (const EmotionTimeline::Point& point : m_timeline.points(m_choice.face())) {
    points.push_back({point.seconds, point.probabilities});
  }
  m_chart->setPoints(points, m_timeline.newest());
  m_chart->setTitle(m_choice.face() > 0 ? tr("Face %1 over time").arg(m_choice.face()) : tr("Emotions over time"));
  m_sinceTimeline.start();
}

void LivePage::chooseFace(int face) {
  m_choice.choose(face);
  m_view->setChosen(face);
  if (const auto& result = m_view->result()) {
    m_facePanel->showFace(*result, face, m_settings.uncertainBelow);
  }
  showTimeline();
}

void LivePage::toggleRecording() {
  if (m_recording->running()) {
    m_recording->stop();
  } else if (m_session->state() == LiveSession::State::Running && !m_recording->finishing()) {
    m_banner->clear();
    RecorderOptions options;
    const QString name = QStringLiteral("session-%1").arg(now("yyyy-MM-dd_HH-mm-ss"));
    options.folder = toPath(QDir(m_workspace.resultsFolder()).filePath(QStringLiteral("live/") + name));
    options.labels = m_session->pipeline()->modelInfo().labels;
    options.source = m_running.name.toStdString();
    options.model = toPath(m_workspace.modelFile()).string();
    options.video = m_settings.recordVideo;
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

void LivePage::takeSettings() {
  m_settings = m_settingsPanel->settings();
  saveLiveSettings(m_settings);
  m_view->setMirrored(m_settingsPanel->mirrored() && !m_pictures->isOpen());
  m_view->setUncertainBelow(m_settings.uncertainBelow);
  m_session->setSettings(m_settings);
}

void LivePage::takeSource() {
  const LiveSource source = m_bar->source();
  if (source.kind == m_running.kind && source.location == m_running.location && source.loop == m_running.loop) {
    return;
  }
  const bool wasActive = m_session->active();
  m_session->stop();
  m_replay->close();
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
    m_bar->setCameras(m_cameras->cameras());
    takeSource();
    showState();
  }
}

} // namespace mien::ui
