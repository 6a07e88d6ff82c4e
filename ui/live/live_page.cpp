#include "ui/live/live_page.h"

#include "core/data/emotion.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/replay/live_replay.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/live/session/live_controller.h"
#include "ui/live/session/live_recording.h"
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
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>

#include <map>
#include <utility>
#include <vector>

namespace mien::ui {

namespace {

QString timeNow(const char* format) { return QDateTime::currentDateTime().toString(QString::fromLatin1(format)); }

QScrollArea* scrolled(QWidget* content) {
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  return area;
}

} // namespace

LivePage::LivePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_settings(loadLiveSettings()), m_bar(new SourceBar(workspace, this)),
      m_banner(new MessageBanner(this)), m_sourceBanner(new SourceBanner(this)), m_stack(new QStackedWidget),
      m_notice(new UsageNoticePanel), m_statePanel(new EmptyStatePanel), m_watch(new QWidget), m_view(new VideoView),
      m_figures(new LiveMetrics), m_facePanel(new LiveFacePanel), m_settingsPanel(new SettingsPanel(m_settings)),
      m_chart(new TimelineChart), m_display(*m_view, *m_facePanel, *m_chart), m_controller(new LiveController(this)),
      m_recording(new LiveRecording(this)), m_replay(new LiveReplay(m_display, *m_view, *m_chart, this)),
      m_replayBar(new ReplayBar(m_replay->session())), m_snapshots(new SnapshotWriter(this)),
      m_recordingTick(new QTimer(this)) {
  m_banner->setDismissable(true);
  m_recordingTick->setInterval(500);
  m_display.setLabels(emotionLabels(kEmotionCount));
  layOut();
  connectBar();
  connectController();
  connectRecording();
  connectReplay();
  m_settingsPanel->setCamera(m_bar->source().kind == LiveSource::Kind::Camera);
  onSettingsChanged();
  showState();
}

LivePage::~LivePage() {
  m_controller->disconnect(this);
  m_recording->disconnect(this);
  delete m_recording; // its observer goes before the pipeline does
  m_replay->disconnect(this);
  delete m_replay; // it uses the widgets
  m_workspace.clearActivity(m_recording);
  m_workspace.clearActivity(m_controller);
}

void LivePage::layOut() {
  auto* picture = new QVBoxLayout(m_watch);
  picture->setContentsMargins({});
  picture->setSpacing(6);
  picture->addWidget(m_view, 1);
  picture->addWidget(m_replayBar);
  picture->addWidget(m_figures);
  m_stack->addWidget(m_watch);
  m_stack->addWidget(m_statePanel);
  m_stack->addWidget(m_notice);

  auto* tabs = new QTabWidget;
  tabs->addTab(scrolled(m_facePanel), tr("Fac&e"));
  tabs->addTab(scrolled(m_settingsPanel), tr("Se&ttings"));
  tabs->setDocumentMode(true);
  tabs->setAccessibleName(tr("Face and settings"));
  tabs->setMinimumWidth(fontMetrics().averageCharWidth() * 46); // the file name in the settings cannot be wrapped

  auto* above = new QSplitter(Qt::Horizontal);
  above->addWidget(m_stack);
  above->addWidget(tabs);
  above->setStretchFactor(0, 3);
  above->setStretchFactor(1, 1);
  above->setChildrenCollapsible(false);
  auto* whole = new QSplitter(Qt::Vertical);
  whole->addWidget(above);
  m_chart->setMinimumHeight(fontMetrics().height() * 14); // the scale, the legend and room for the curves
  whole->addWidget(m_chart);
  whole->setStretchFactor(0, 3);
  whole->setStretchFactor(1, 1);
  whole->setChildrenCollapsible(false);
  whole->setSizes({3000, 1000}); // shares of whatever height there is

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->addWidget(m_bar);
  layout->addWidget(m_banner);
  layout->addWidget(m_sourceBanner);
  layout->addWidget(whole, 1);
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

void LivePage::connectController() {
  connect(&m_workspace, &Workspace::modelChanged, this, [this] {
    if (m_recording->running()) {
      m_restart = true; // a training that ends elsewhere must not cut a recording
    } else if (m_controller->active()) {
      start();
    } else {
      showState();
    }
  });
  connect(m_controller, &LiveController::engineChanged, this, &LivePage::applyEngine);
  connect(m_controller, &LiveController::updated, this, &LivePage::onUpdated);
  connect(m_controller, &LiveController::stateChanged, this, [this] {
    if (endsRecording(m_controller->state())) {
      m_recording->stop();
    }
    showState();
  });
  connect(m_controller, &LiveController::failed, this, [this](const QString& message) {
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
    m_controller->stop();
    m_replay->open(toQt(std::filesystem::path(source.location)));
  } else if (m_workspace.modelFile().isEmpty()) {
    m_controller->stop();
  } else {
    m_display.beginLive();
    if (m_controller->pipeline() != nullptr) {
      applyEngine(); // a replay may have shown other classes
    }
    m_controller->start(m_workspace.modelFile(), source.spec());
  }
  showState();
  m_view->setFocus();
}

void LivePage::stop() {
  m_resume = false;
  m_replay->pause();
  m_controller->stop();
  showState();
}

void LivePage::startOrStop() {
  if (m_controller->active() || m_replay->session().playing() || m_replay->session().loading()) {
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

void LivePage::applyEngine() { m_display.setLabels(m_controller->pipeline()->modelInfo().labels); }

void LivePage::onUpdated() {
  const bool first = m_view->frame() == nullptr;
  const auto frame = m_controller->frame();
  if (frame != m_view->frame()) {
    m_view->setFrame(frame);
  }
  const auto result = m_controller->result();
  if (result != nullptr && result != m_view->result()) {
    m_display.showLive(result);
    m_figures->setFigures(*result, m_view->drawMilliseconds());
  }
  if (first && frame != nullptr) {
    showState();
  } else {
    showSourceMessage(sourceMessage(state()));
  }
}

void LivePage::chooseFace(int face) { m_display.choose(face); }

void LivePage::toggleRecording() {
  if (m_recording->running()) {
    m_recording->stop();
  } else if (m_controller->state() == LiveController::State::Running && !m_recording->finishing()) {
    m_banner->clear();
    RecorderOptions options;
    const QString name = QStringLiteral("session-%1").arg(timeNow("yyyy-MM-dd_HH-mm-ss-zzz"));
    options.folder = toPath(QDir(m_workspace.resultsFolder()).filePath(QStringLiteral("live/") + name));
    options.labels = m_controller->pipeline()->modelInfo().labels;
    options.source = m_running.name.toStdString();
    options.model = toPath(m_workspace.modelFile()).string();
    options.video = m_settings.recordVideo;
    options.uncertainBelow = m_settings.uncertainBelow;
    m_recording->start(*m_controller->pipeline(), options);
  }
}

void LivePage::takeSnapshot() {
  const QImage image = m_view->snapshot();
  if (!image.isNull() && !m_snapshots->running()) {
    const QString name = QStringLiteral("snapshot-%1.png").arg(timeNow("yyyy-MM-dd_HH-mm-ss-zzz"));
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
  m_controller->setSettings(m_settings);
}

void LivePage::showMirrored() {
  m_view->setMirrored(m_settingsPanel->mirrored() && !m_replay->hasPictures()); // names in a picture must be readable
}

void LivePage::onSourceChanged() {
  const LiveSource source = m_bar->source();
  if (source.sameAs(m_running)) {
    return;
  }
  const bool wasActive = m_controller->active();
  m_resume = false; // another one does not begin by itself
  m_controller->stop();
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

LivePageState LivePage::state() const {
  const SessionReplay& replay = m_replay->session();
  LivePageState state;
  state.watching = m_controller->state();
  state.message = m_controller->message();
  state.recording = m_recording->running();
  state.finishing = m_recording->finishing();
  state.replayOpen = replay.isOpen();
  state.replayLoading = replay.loading();
  state.replaying = replay.playing() || replay.loading();
  state.pictureTrouble = m_replay->pictureTrouble();
  state.picture = m_view->frame() != nullptr;
  state.modelOpen = !m_workspace.modelFile().isEmpty();
  state.noticeAccepted = UsageNoticePanel::wasAccepted();
  state.noticeWanted = m_noticeShown;
  state.source = m_bar->source();
  state.running = m_running.name;
  return state;
}

void LivePage::showState() {
  using State = LiveController::State;
  const LivePageState now = state();
  m_bar->setButtonStates(buttonStates(now));
  m_replayBar->setVisible(now.replayOpen);
  m_figures->setVisible(!now.replayOpen);
  m_view->setAgeShown(now.watching == State::Running);
  m_view->setDimmed(now.watching == State::Lost);
  if (now.watching == State::Lost || !now.active()) {
    m_figures->clear(); // they are of now
  }
  if (now.watching == State::Lost) {
    m_display.showLost();
  }
  if (now.watching == State::Loading) {
    m_workspace.setActivity(
        tr("Loading the model"), -1, [this] { stop(); }, m_controller);
  } else {
    m_workspace.clearActivity(m_controller);
  }
  showSourceMessage(sourceMessage(now));
  showPanel(now);
  emit m_workspace.exportChanged();
}

void LivePage::showPanel(const LivePageState& now) {
  const LivePanel panel = shownPanel(now);
  if (panel == LivePanel::Empty) {
    showEmpty(emptyState(now));
  }
  const std::map<LivePanel, QWidget*> widgets{
      {LivePanel::Notice, m_notice}, {LivePanel::Watch, m_watch}, {LivePanel::Empty, m_statePanel}};
  m_stack->setCurrentWidget(widgets.at(panel));
  m_chart->setVisible(panel != LivePanel::Notice); // what is to be read first gets its place
}

void LivePage::showSourceMessage(const SourceMessage& message) {
  if (message.title.isEmpty()) {
    m_sourceBanner->clear();
  } else {
    m_sourceBanner->showTrouble(message.kind, message.title, message.details, message.retry);
  }
}

void LivePage::showEmpty(const LiveEmptyState& empty) {
  std::vector<EmptyStatePanel::Action> actions;
  for (const LiveAction action : empty.actions) {
    switch (action) {
    case LiveAction::OpenModel:
      actions.push_back({"model", tr("&Open a Model..."), [this] { emit openModelRequested(); }});
      break;
    case LiveAction::Start:
      actions.push_back({"play", tr("&Start"), [this] { start(); }});
      break;
    case LiveAction::LookAgain:
      actions.push_back({"search", tr("&Look Again"), [this] { refreshCameras(); }});
      break;
    case LiveAction::ChooseVideo:
      actions.push_back({"open", tr("Choose a Vide&o..."), [this] {
                           m_bar->setKind(LiveSource::Kind::Video);
                           m_bar->chooseFile();
                         }});
      break;
    case LiveAction::Choose:
      actions.push_back({"open", tr("&Choose..."), [this] { m_bar->chooseFile(); }});
      break;
    }
  }
  m_statePanel->showState(empty.icon, empty.title, empty.text, actions);
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
    const bool restart = std::exchange(m_restart, false) && m_controller->active();
    if (isHidden() && window()->isVisible() && m_controller->active() && m_running.isLive()) {
      stop(); // the page was left while it recorded: from now on nobody watches
      m_resume = true;
    } else if (restart) {
      start();
    }
  }
  m_bar->setButtonStates(buttonStates(state()));
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
  } else if (m_controller->active() && m_running.isLive() && !m_recording->running()) {
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
