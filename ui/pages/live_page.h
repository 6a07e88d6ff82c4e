#pragma once

#include "core/live/emotion_timeline.h"
#include "ui/charts/class_label.h"
#include "ui/pages/live/face_choice.h"
#include "ui/pages/live/live_settings.h"
#include "ui/pages/live/live_source.h"
#include "ui/support/export_source.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QStackedWidget;
class QTimer;

namespace mien::ui {

class CameraList;
class LiveFacePanel;
class LiveFigures;
class LiveRecording;
class LiveSession;
class MessageBanner;
class NoticePanel;
class ReplayBar;
class ReplayPictures;
class SessionReplay;
class SettingsPanel;
class SnapshotWriter;
class SourceBanner;
class SourceBar;
class StatePanel;
class TimelineChart;
class VideoView;
class Workspace;

/// The Live workspace: watches a camera, a video, images or a stream, shows the emotions of the faces as they are found
/// and records them; replays what was recorded. A camera or stream rests while another page is shown, unless it is
/// being recorded: people expect the camera's light to go out with its picture. Files play on, since they end by
/// themselves and could not be taken up in the middle. Everything stops with the window.
class LivePage : public QWidget, public ExportSource {
  Q_OBJECT

public:
  explicit LivePage(Workspace& workspace, QWidget* parent = nullptr);
  ~LivePage() override;

  void start(); ///< watches the chosen source, or replays the chosen recording
  void stop();
  void toggleRecording();
  void takeSnapshot();
  void chooseFace(int face);

  [[nodiscard]] bool canExport() const override;
  void exportContent() override; ///< a snapshot

  [[nodiscard]] SourceBar& bar() const { return *m_bar; }
  [[nodiscard]] SourceBanner& sourceBanner() const { return *m_sourceBanner; }
  [[nodiscard]] MessageBanner& banner() const { return *m_banner; }
  [[nodiscard]] VideoView& view() const { return *m_view; }
  [[nodiscard]] LiveFacePanel& facePanel() const { return *m_facePanel; }
  [[nodiscard]] LiveFigures& figures() const { return *m_figures; }
  [[nodiscard]] TimelineChart& chart() const { return *m_chart; }
  [[nodiscard]] SettingsPanel& settingsPanel() const { return *m_settingsPanel; }
  [[nodiscard]] StatePanel& statePanel() const { return *m_statePanel; }
  [[nodiscard]] NoticePanel& notice() const { return *m_notice; }
  [[nodiscard]] LiveSession& session() const { return *m_session; }
  [[nodiscard]] LiveRecording& recording() const { return *m_recording; }
  [[nodiscard]] SessionReplay& replay() const { return *m_replay; }
  [[nodiscard]] int chosenFace() const { return m_choice.face(); }

signals:
  void openModelRequested();

protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void layOut();
  void connectParts();
  void startOrStop();
  void startReplay();
  void clearPicture();
  void takeEngine();
  void setClasses(const std::vector<std::string>& labels);
  void takeUpdate();
  void showResult(const std::shared_ptr<const LiveResult>& result);
  void showReplayed();
  void showTimeline();
  void takeSettings();
  void takeSource();
  void showState();
  void showSourceMessage();
  void showEmpty();
  void showRecording();
  void showButtons();
  void refreshCameras();

  Workspace& m_workspace;
  LiveSettings m_settings;
  LiveSource m_running; ///< what was started last
  EmotionTimeline m_timeline;
  FaceChoice m_choice;
  std::vector<ClassLabel> m_classes;
  CameraList* m_cameras = nullptr; ///< made when the page is first shown: looking for cameras takes a moment
  SourceBar* m_bar;
  MessageBanner* m_banner;
  SourceBanner* m_sourceBanner;
  QStackedWidget* m_stack;
  NoticePanel* m_notice;
  StatePanel* m_statePanel;
  QWidget* m_watch;
  VideoView* m_view;
  ReplayBar* m_replayBar;
  LiveFigures* m_figures;
  LiveFacePanel* m_facePanel;
  SettingsPanel* m_settingsPanel;
  TimelineChart* m_chart;
  LiveSession* m_session;
  LiveRecording* m_recording;
  SessionReplay* m_replay;
  ReplayPictures* m_pictures; ///< of the replay
  SnapshotWriter* m_snapshots;
  QTimer* m_recordingTick;
  QElapsedTimer m_sinceTimeline;
  bool m_noticeShown = false; ///< asked for again
  bool m_resume = false;      ///< start again when the page is shown
};

} // namespace mien::ui
