#include "tests/ui/live/live_fixture.h"
#include "ui/pages/live/source_bar.h"
#include "ui/window/main_window.h"

#include <QTest>

namespace mien::ui::test {

namespace {

class LiveWindowTest : public LiveFixture {};

TEST_F(LiveWindowTest, TheWindowHoldsThePageAndStopsItWhenClosed) {
  MainWindow window(*m_workspace);
  window.show();
  window.showPage(MainWindow::Live);
  LivePage& page = window.livePage();
  EXPECT_TRUE(page.isVisible());
  page.session().setLoader([](const QString&, DetectorKind) -> LiveSession::Engine {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    throw std::runtime_error("too late");
  });
  chooseModel();
  page.bar().setSource({.kind = LiveSource::Kind::Url, .location = "rtsp://127.0.0.1:1/x", .name = {}, .loop = false});
  page.start();
  EXPECT_EQ(page.session().state(), LiveSession::State::Loading);
  page.stop();
  EXPECT_TRUE(window.close());
  EXPECT_FALSE(page.session().active());
}

} // namespace

} // namespace mien::ui::test
