#include "tests/ui/live/live_fixture.h"

#include "core/common/error.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/scripted_source.h"
#include "tests/support/stub_classifier.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/view/video_view.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTest>

namespace mien::ui::test {

bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 20'000); }

LiveFixture::LiveFixture() {
  QCoreApplication::setOrganizationName(QStringLiteral("MienTest"));
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, toQt(m_folder.path() / "settings"));
  QSettings().clear();
  QSettings().setValue(QStringLiteral("live/noticeAccepted"), true);
  m_workspace = std::make_unique<Workspace>(toQt(m_folder.path()));
  m_page = std::make_unique<LivePage>(*m_workspace);
  useScript(*m_page);
  m_page->resize(1000, 700);
  m_page->show();
  EXPECT_TRUE(QTest::qWaitForWindowExposed(m_page.get()));
}

LiveFixture::~LiveFixture() = default;

std::unique_ptr<FrameSource> LiveFixture::openScript(const std::shared_ptr<std::atomic<Script>>& script) {
  if (*script == Script::Missing) {
    throw Error(ErrorKind::NotFound, Message("There is no camera 7. Plug it in."));
  }
  const bool live = *script != Script::Video;
  const auto read = [script]() -> FrameRead {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (*script == Script::Lost || *script == Script::Missing) {
      return mien::test::lost("The camera was unplugged.");
    }
    return *script == Script::End ? mien::test::endOfSource() : mien::test::grey(201); // class 1: happiness
  };
  return std::make_unique<mien::test::ScriptedSource>(read, live);
}

void LiveFixture::chooseModel() { m_workspace->setModelFile(toQt(m_folder.write("model.pth", "stands for a model"))); }

void LiveFixture::chooseCamera(LivePage& page) {
  page.bar().setCameras({{QStringLiteral("Desk camera"), "/dev/video7"}});
  page.bar().setSource({.kind = LiveSource::Kind::Camera, .location = {}, .name = {}, .loop = false});
}

bool LiveFixture::startAndSee(LivePage& page) {
  chooseModel();
  chooseCamera(page);
  page.start();
  // The first frames do not wait for the detector.
  return waitFor([&page] { return page.view().result() != nullptr && !page.view().result()->faces.empty(); });
}

void LiveFixture::useScript(LivePage& page) {
  page.controller().setLoader([](const QString&, DetectorKind) {
    LiveController::Engine engine;
    engine.detector = std::make_unique<mien::test::FakeDetector>(
        std::vector{mien::test::faceAt(40, 60, 100), mien::test::faceAt(200, 60, 80)});
    engine.classifier = std::make_unique<mien::test::StubClassifier>(8);
    return engine;
  });
  page.controller().setOpener([script = m_script](const SourceSpec&) { return openScript(script); });
}

} // namespace mien::ui::test
