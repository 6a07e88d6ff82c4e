#pragma once

#include "ui/live/live_page_state.h"
#include "ui/live/session/live_settings.h"
#include "ui/live/source/live_source.h"
#include "ui/live/view/face_display.h"
#include "ui/workspace/export_source.h"

#include <QWidget>

#include <memory>

class QStackedWidget;
class QTimer;

namespace mien::ui {

class CameraList;
class LiveFacePanel;
class LiveMetrics;
class LiveRecording;
class LiveReplay;
class MessageBanner;
class UsageNoticePanel;
class ReplayBar;
class SessionReplay;
class SettingsPanel;
class SnapshotWriter;
class SourceBanner;
class SourceBar;
class EmptyStatePanel;
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
  [[nodiscard]] LiveMetrics& figures() const { return *m_figures; }
  [[nodiscard]] TimelineChart& chart() const { return *m_chart; }
  [[nodiscard]] SettingsPanel& settingsPanel() const { return *m_settingsPanel; }
  [[nodiscard]] EmptyStatePanel& statePanel() const { return *m_statePanel; }
  [[nodiscard]] UsageNoticePanel& notice() const { return *m_notice; }
  [[nodiscard]] LiveController& controller() const { return *m_controller; }
  [[nodiscard]] LiveRecording& recording() const { return *m_recording; }
  [[nodiscard]] SessionReplay& replay() const;
  [[nodiscard]] int chosenFace() const { return m_display.chosen(); }

signals:
  void openModelRequested();

protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void layOut();
  void connectBar();
  void connectController();
  void connectRecording();
  void connectReplay();
  void startOrStop();
  void clearPicture();
  void applyEngine();
  void onUpdated();
  void onSettingsChanged();
  void onSourceChanged();
  void showMirrored();
  [[nodiscard]] LivePageState state() const;
  void showState();
  void showPanel(const LivePageState& now);
  void showSourceMessage(const SourceMessage& message);
  void showEmpty(const LiveEmptyState& empty);
  void showRecording();
  void refreshCameras();
  void onCamerasChanged();

  Workspace& m_workspace;
  LiveSettings m_settings;
  LiveSource m_running;            ///< what was started last
  CameraList* m_cameras = nullptr; ///< made when the page is first shown: looking for cameras takes a moment
  SourceBar* m_bar;
  MessageBanner* m_banner;
  SourceBanner* m_sourceBanner;
  QStackedWidget* m_stack;
  UsageNoticePanel* m_notice;
  EmptyStatePanel* m_statePanel;
  QWidget* m_watch;
  VideoView* m_view;
  LiveMetrics* m_figures;
  LiveFacePanel* m_facePanel;
  SettingsPanel* m_settingsPanel;
  TimelineChart* m_chart;
  FaceDisplay m_display; ///< of the view, the panel and the chart
  LiveController* m_controller;
  LiveRecording* m_recording;
  LiveReplay* m_replay;
  ReplayBar* m_replayBar;
  SnapshotWriter* m_snapshots;
  QTimer* m_recordingTick;
  bool m_noticeShown = false; ///< asked for again
  bool m_restart = false;     ///< start again, with another model, when the recording has ended
  bool m_resume = false;      ///< start again when the page is shown
};

} // namespace mien::ui
