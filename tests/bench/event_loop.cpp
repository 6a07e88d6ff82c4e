// How alive the window stays while it trains with all cores: event_loop DATA [SECONDS]. Opens DATA in Mien's window
// (under Qt's offscreen platform where there is no screen), says how much memory the process has then, trains for
// SECONDS (120) and reports how late a 5 ms timer of the GUI thread fires, and the images per second for a comparison
// with mien-cli train.
#include "core/common/memory.h"
#include "tests/bench/window_measures.h"
#include "tests/support/temp_folder.h"
#include "ui/jobs/train_job.h"
#include "ui/pages/train/train_charts.h"
#include "ui/pages/train/train_form.h"
#include "ui/pages/train_page.h"
#include "ui/support/text.h"
#include "ui/support/theme.h"
#include "ui/support/workspace.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <vector>

using namespace mien::bench;

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("event_loop DATA [SECONDS]\n", stderr);
    return 2;
  }
  mien::tuneAllocator();
  const QApplication application(argc, argv);
  const mien::test::TempFolder folder;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, mien::ui::toQt(folder.path() / "settings"));
  QCoreApplication::setOrganizationName(QStringLiteral("MienBench"));
  mien::ui::Theme::instance();
  mien::ui::Workspace workspace(mien::ui::toQt(folder.path()));
  mien::ui::MainWindow window(workspace);
  window.resize(1280, 800);
  window.show();
  const int seconds = argc > 2 ? std::atoi(argv[2]) : 120;

  EventLoopDelay delay;
  double speed = 0;
  QObject::connect(&window.trainPage().job(), &mien::ui::TrainJob::batches,
                   [&](const QVector<mien::BatchEvent>& events) { speed = events.last().imagesPerSecond; });
  QObject::connect(&workspace, &mien::ui::Workspace::datasetChanged, [&] {
    std::printf("memory after opening  %ld MB\n", residentMegabytes());
    window.showPage(mien::ui::MainWindow::Train);
    mien::TrainConfig config;
    config.name = "event-loop";
    config.sizes = {{48, 100}};
    window.trainPage().form().setConfig(config);
    window.trainPage().train();
    delay.start();
    QTimer::singleShot(seconds * 1000, [&] {
      delay.stop();
      QObject::connect(&window.trainPage().job(), &mien::ui::TrainJob::finished, &QCoreApplication::quit);
      window.trainPage().stop();
    });
  });
  window.openDataset(QString::fromLocal8Bit(argv[1]));
  QApplication::exec();

  const std::vector<double>& delays = delay.milliseconds();
  std::printf("event-loop delay over %d s of training, ms: p50 %.1f, p99 %.1f, max %.1f (%zu ticks)\n", seconds,
              quantile(delays, 0.5), quantile(delays, 0.99), quantile(delays, 1), delays.size());
  std::printf("images per second     %.0f\nmemory at the end     %ld MB\n", speed, residentMegabytes());
  return 0;
}
