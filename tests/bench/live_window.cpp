// Whether the Live page shows every picture of its source: live_window VIDEO [SECONDS [MODEL]]. Plays VIDEO again and
// again in Mien's window at 1280x800 (under Qt's offscreen platform where there is no screen) for SECONDS (60) with
// MODEL (the one that Mien comes with) and prints how many pictures a second the source has, are painted and are
// analysed, how old results and pictures are, how late the event loop is, and the memory at the beginning and at the
// end. Exits with 1 when less than 97 of 100 pictures were painted.
#include "core/common/memory.h"
#include "core/common/text/numeric_locale.h"
#include "core/live/live_pipeline.h"
#include "core/model/default_model.h"
#include "tests/bench/window_measures.h"
#include "tests/support/temp_folder.h"
#include "ui/live/live_page.h"
#include "ui/live/session/live_controller.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/view/video_view.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"
#include "ui/window/main_window.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace {

using namespace mien::bench;
using mien::ui::LiveController;
using mien::ui::LivePage;

constexpr int kWarmUp = 5000; ///< ms, not counted: the model is loaded, buffers grow

double millisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Counts what the page paints and analyses.
class Watcher : public QObject {
public:
  explicit Watcher(LivePage& page) : m_page(page) {
    page.view().installEventFilter(this);
    connect(&page.controller(), &LiveController::updated, this, &Watcher::takeResult);
  }

  void start() {
    m_painted = {};
    m_latencies = {};
    m_ages = {};
    m_before = m_page.controller().pipeline()->status();
    m_clock.start();
    m_delay.start();
  }

  /// Prints; false when pictures were left out.
  bool finish() {
    m_delay.stop();
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
    const mien::LiveStatus after = m_page.controller().pipeline()->status();
    const double captured = static_cast<double>(after.captured - m_before.captured) / seconds;
    const double painted = static_cast<double>(m_painted) / seconds;
    std::printf("pictures a second     source %.1f, read %.1f, painted %.1f, analysed %.1f (over %.0f s)\n",
                after.sourceFps, captured, painted, static_cast<double>(after.analysed - m_before.analysed) / seconds,
                seconds);
    std::printf("result's latency, ms  p50 %.0f, p95 %.0f (%zu results)\n", quantile(m_latencies, 0.5),
                quantile(m_latencies, 0.95), m_latencies.size());
    std::printf("painted after, ms     p50 %.0f, p95 %.0f (from the moment a picture was read)\n",
                quantile(m_ages, 0.5), quantile(m_ages, 0.95));
    const auto& delays = m_delay.milliseconds();
    std::printf("event-loop delay, ms  p50 %.1f, p99 %.1f, max %.1f\n", quantile(delays, 0.5), quantile(delays, 0.99),
                quantile(delays, 1));
    std::printf("a picture is drawn in %.1f ms\n", m_page.view().drawMilliseconds());
    return painted >= 0.97 * captured;
  }

  bool eventFilter(QObject* /*watched*/, QEvent* event) override {
    const auto& frame = m_page.view().frame();
    if (event->type() == QEvent::Paint && frame != nullptr && frame->number != m_lastPainted) {
      m_lastPainted = frame->number;
      ++m_painted;
      m_ages.push_back(millisecondsSince(frame->captured));
    }
    return false;
  }

private:
  void takeResult() {
    const auto result = m_page.controller().result();
    if (result != nullptr && result->frame != m_lastResult) {
      m_lastResult = result->frame;
      m_latencies.push_back(result->latencyMs);
    }
  }

  LivePage& m_page;
  std::uint64_t m_painted = 0;
  std::uint64_t m_lastPainted = 0;
  std::uint64_t m_lastResult = 0;
  std::vector<double> m_latencies;
  std::vector<double> m_ages;
  mien::LiveStatus m_before;
  QElapsedTimer m_clock;
  EventLoopDelay m_delay;
};

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("live_window VIDEO [SECONDS [MODEL]]\n", stderr);
    return 2;
  }
  mien::tuneAllocator();
  const QApplication application(argc, argv);
  mien::resetNumericLocale();
  const mien::test::TempFolder folder;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, mien::ui::toQt(folder.path() / "settings"));
  QCoreApplication::setOrganizationName(QStringLiteral("MienBench"));
  QSettings().setValue(QStringLiteral("live/noticeAccepted"), true);
  mien::ui::Theme::instance();
  mien::ui::Workspace workspace(mien::ui::toQt(folder.path()));
  mien::ui::MainWindow window(workspace);
  window.resize(1280, 800);
  window.show();
  window.showPage(mien::ui::MainWindow::Live);
  const int seconds = argc > 2 ? std::atoi(argv[2]) : 60;
  const auto own = mien::findDefaultModel();
  workspace.setModelFile(argc > 3 ? QString::fromLocal8Bit(argv[3]) : own ? mien::ui::toQt(*own) : QString());

  LivePage& page = window.livePage();
  Watcher watcher(page);
  bool begun = false;
  bool good = false;
  QObject::connect(&page.controller(), &LiveController::stateChanged, &watcher, [&] {
    if (page.controller().state() != LiveController::State::Running || std::exchange(begun, true)) {
      return;
    }
    QTimer::singleShot(kWarmUp, &watcher, [&] {
      std::printf("memory at first       %ld MB\n", residentMegabytes());
      watcher.start();
    });
    QTimer::singleShot(kWarmUp + seconds * 1000, &watcher, [&] {
      good = watcher.finish();
      std::printf("memory at the end     %ld MB\n", residentMegabytes());
      window.close();
    });
  });
  page.bar().setSource({.kind = mien::ui::LiveSource::Kind::Video, .location = argv[1], .name = {}, .loop = true});
  page.start();
  if (!page.controller().active()) {
    std::fputs("The video is not watched: is there a model?\n", stderr);
    return 2;
  }
  QApplication::exec();
  return good ? 0 : 1;
}
