// Pictures of the page at work, for people to look at. Environment, besides what tour.h reads:
//   MIEN_TOUR_VIDEO  a video of real faces, analysed with the model that Mien comes with (or MIEN_TOUR_MODEL) and with
//                    YuNet where the developers' data has it
// Without it the page watches people whom Mien draws itself, found by a fake, so that the layout is checked everywhere.
#include "core/common/error.h"
#include "core/demo/demo_photo.h"
#include "core/face/detectors/face_model_files.h"
#include "core/model/default_model.h"
#include "tests/support/environment_variable.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_source.h"
#include "tests/support/shared_files.h"
#include "tests/support/stub_classifier.h"
#include "tests/tour/tour.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/live_page.h"
#include "ui/live/replay/session_replay.h"
#include "ui/live/session/live_controller.h"
#include "ui/live/session/live_recording.h"
#include "ui/live/session/settings_panel.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/source/usage_notice_panel.h"
#include "ui/live/view/video_view.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <opencv2/imgproc.hpp>

#include <gtest/gtest.h>

#include <atomic>

namespace mien::ui::test {
namespace {

using State = LiveController::State;

bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 60'000); }

class LiveTour : public testing::Test {
protected:
  LiveTour() : m_page(m_tour.window().livePage()) {
    m_tour.window().showPage(MainWindow::Live);
    if (m_video.isEmpty()) {
      useDrawnPeople();
      return;
    }
    const std::filesystem::path yunet = mien::test::sharedFile(std::filesystem::path("models") / kYunetFile);
    if (std::filesystem::exists(yunet)) {
      std::filesystem::create_directories(userYunetFile().parent_path());
      std::filesystem::copy_file(yunet, userYunetFile(), std::filesystem::copy_options::skip_existing);
    }
  }

  void TearDown() override { Theme::instance().setChoice(ThemeChoice::System); }

  /// Two people, drawn once, in front of a camera that can be unplugged.
  void useDrawnPeople() {
    DemoPhoto photo = renderDemoPhoto(3, 2, 640, 360);
    std::vector<Face> faces;
    for (const DemoFace& face : photo.faces) {
      faces.push_back({cv::Rect2f(cv::Rect(face.x, face.y, face.width, face.height)), 1.0F});
    }
    cv::Mat picture;
    cv::cvtColor(cv::Mat(photo.height, photo.width, CV_8UC1, photo.pixels.data()), picture, cv::COLOR_GRAY2BGR);
    m_page.controller().setLoader([faces, width = photo.width](const QString&, DetectorKind) {
      return LiveController::Engine{std::make_unique<mien::test::FakeDetector>(faces, width),
                                    std::make_unique<mien::test::StubClassifier>(8)};
    });
    m_page.controller().setOpener(
        [picture, plugged = m_plugged](const SourceSpec& spec) -> std::unique_ptr<FrameSource> {
          if (!*plugged) {
            throw Error(ErrorKind::NotFound,
                        Message("There is no camera {camera}. Plug it in.", {{"camera", spec.location}}));
          }
          return std::make_unique<mien::test::ScriptedSource>(
              [picture, plugged]() -> FrameRead {
                std::this_thread::sleep_for(std::chrono::milliseconds(40));
                return *plugged ? FrameRead{FrameRead::Status::Frame, picture.clone(), {}}
                                : mien::test::lost("The camera was unplugged.");
              },
              true);
        });
  }

  void watch() {
    if (m_video.isEmpty()) {
      m_page.bar().setCameras({{QStringLiteral("Integrated camera of this laptop"), "/dev/video0"}});
      m_page.bar().setKind(LiveSource::Kind::Camera);
    } else {
      m_page.bar().setSource(
          {.kind = LiveSource::Kind::Video, .location = toPath(m_video).string(), .name = {}, .loop = true});
    }
    m_page.start();
  }

  void chooseModel() {
    const auto own = findDefaultModel();
    m_tour.workspace().setModelFile(!m_tour.model().isEmpty() ? m_tour.model()
                                    : own                     ? toQt(*own)
                                                              : toQt(m_tour.folder() / "model.pth"));
  }

  [[nodiscard]] std::size_t facesInView() const {
    return m_page.view().result() != nullptr ? m_page.view().result()->faces.size() : 0;
  }

  /// Records about two seconds; the folder.
  QString record() {
    m_page.toggleRecording();
    EXPECT_TRUE(waitFor([this] { return m_page.recording().seconds() > 2; }));
    m_tour.shoot(QStringLiteral("live-recording"));
    m_page.toggleRecording();
    EXPECT_TRUE(waitFor([this] { return !m_page.banner().details().isEmpty(); }));
    return m_page.banner().details();
  }

  const QString m_video = qEnvironmentVariable("MIEN_TOUR_VIDEO");
  std::shared_ptr<std::atomic<bool>> m_plugged = std::make_shared<std::atomic<bool>>(true);
  mien::test::TempFolder m_data;
  mien::test::EnvironmentVariable m_dataHome{"XDG_DATA_HOME", m_data.path().string()}; ///< YuNet's, not the user's
  Tour m_tour;
  LivePage& m_page;
};

TEST_F(LiveTour, BeforeAPicture) {
  m_tour.shoot(QStringLiteral("live-notice"));
  QSettings().setValue(QStringLiteral("live/noticeAccepted"), true);
  emit m_page.notice().accepted();
  ASSERT_EQ(m_page.statePanel().title(), QStringLiteral("No model is open."));
  m_tour.shoot(QStringLiteral("live-no-model"));
  chooseModel();
  ASSERT_EQ(m_page.statePanel().title(), QStringLiteral("No camera was found."));
  m_tour.shoot(QStringLiteral("live-no-camera"));
  for (const auto& [kind, name] :
       {std::pair(LiveSource::Kind::Video, "live-no-video"), std::pair(LiveSource::Kind::Url, "live-no-address")}) {
    m_page.bar().setKind(kind);
    m_tour.shoot(QString::fromLatin1(name));
  }
  *m_plugged = false;
  m_page.controller().setOpener([](const SourceSpec& spec) { return openSource(spec); });
  m_page.bar().setCameras({{QStringLiteral("Integrated camera of this laptop"), "/dev/video63"}});
  m_page.bar().setKind(LiveSource::Kind::Camera);
  m_tour.shoot(QStringLiteral("live-ready"));
  m_page.start();
  ASSERT_TRUE(waitFor([this] { return m_page.controller().state() == State::Lost; }));
  m_tour.shoot(QStringLiteral("live-missing-camera"));
}

TEST_F(LiveTour, AtWork) {
  QSettings().setValue(QStringLiteral("live/noticeAccepted"), true);
  m_page.settingsPanel().recordVideo().setChecked(true);
  chooseModel();
  watch();
  ASSERT_TRUE(waitFor([this] { return facesInView() >= (m_video.isEmpty() ? 2U : 1U); }));
  ASSERT_TRUE(waitFor([this] { return m_page.chart().pointCount() > (m_video.isEmpty() ? 20 : 150); }));
  m_tour.shoot(QStringLiteral("live-running"));
  ASSERT_TRUE(waitFor([this] { return facesInView() > 0; }));
  QTest::keyClick(&m_page.view(), Qt::Key_Right);
  m_tour.shoot(QStringLiteral("live-chosen"));
  auto& tabs = *m_page.findChild<QTabWidget*>();
  tabs.setCurrentIndex(1);
  m_tour.shoot(QStringLiteral("live-settings"));
  tabs.setCurrentIndex(0);
  const QString folder = record();
  m_tour.shoot(QStringLiteral("live-recorded"));

  if (m_video.isEmpty()) {
    *m_plugged = false;
    ASSERT_TRUE(waitFor([this] { return m_page.controller().state() == State::Lost; }));
    m_tour.shoot(QStringLiteral("live-lost"));
  }
  m_page.stop();
  m_page.bar().setSource(
      {.kind = LiveSource::Kind::Recording, .location = toPath(folder).string(), .name = {}, .loop = false});
  m_page.start();
  ASSERT_TRUE(waitFor([this] { return m_page.replay().isOpen() && !m_page.replay().playing(); }));
  m_page.replay().seek(m_page.replay().duration() / 2);
  ASSERT_TRUE(waitFor([this] { return m_page.view().frame() != nullptr || m_page.sourceBanner().isVisible(); }));
  m_tour.shoot(QStringLiteral("live-replay"));
}

} // namespace
} // namespace mien::ui::test
