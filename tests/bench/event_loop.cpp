// How alive the window stays in the worst case: event_loop DATA [SECONDS [PICTURES]]. Opens DATA in Mien's window, says
// how much memory the process has then, trains for SECONDS (120) with all cores, evaluates the best weights (Mien's own
// where no epoch has ended) on the validation split and visits every page. Reports how late a 5 ms timer of the GUI
// thread fires in each of these, and the images per second for a comparison with mien-cli train. With PICTURES, a
// folder, it leaves there what the screen shows. For a real window without a screen of one's own:
//   xvfb-run -s "-screen 0 1920x1080x24" event_loop DATA 120 pictures
#include "core/common/memory.h"
#include "core/common/text/numeric_locale.h"
#include "core/model/default_model.h"
#include "core/train/run_list.h"
#include "tests/bench/window_measures.h"
#include "tests/support/temp_folder.h"
#include "ui/data/data_page.h"
#include "ui/data/images/images_view.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/results/results_view.h"
#include "ui/look/theme.h"
#include "ui/models/model_picker.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/train_form.h"
#include "ui/train/progress/training_view.h"
#include "ui/train/train_job.h"
#include "ui/train/train_page.h"
#include "ui/window/main_window.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QEventLoop>
#include <QListView>
#include <QPixmap>
#include <QScreen>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace mien;
using namespace mien::bench;
using namespace mien::ui;

/// Unlike QTest's it does not sleep between events, which the meter would see.
void waitUntil(const std::function<bool()>& condition) {
  QEventLoop loop;
  QTimer poll;
  QObject::connect(&poll, &QTimer::timeout, [&] {
    if (condition()) {
      loop.quit();
    }
  });
  poll.start(20);
  loop.exec();
}

void wait(int milliseconds) {
  QEventLoop loop;
  QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
  loop.exec();
}

class WorstCase {
public:
  WorstCase(const QString& data, int seconds, const QString& pictures)
      : m_data(data), m_seconds(seconds), m_pictures(pictures), m_workspace(toQt(m_folder.path())),
        m_window(m_workspace), m_evaluate(*m_window.findChild<EvaluatePage*>()) {
    if (!m_pictures.isEmpty()) {
      QDir().mkpath(m_pictures);
    }
    m_window.resize(1280, 800);
    m_window.show();
    m_delay.start();
  }

  void run() {
    open();
    scroll();
    train();
    evaluate();
    visit();
    std::printf("memory at the end     %ld MB\n", residentMegabytes());
  }

private:
  void open() {
    m_window.openDataset(m_data);
    waitUntil([this] { return m_workspace.dataset() != nullptr; });
    wait(1000);
    std::printf("memory after opening  %ld MB (%zu images)\n", residentMegabytes(),
                m_workspace.dataset()->samples.size());
    report("opening");
    shoot("data-overview");
  }

  void scroll() {
    DataPage& page = m_window.dataPage();
    page.findChild<QTabWidget*>()->setCurrentWidget(&page.images());
    const auto views = page.images().findChildren<QListView*>();
    const auto grid = std::ranges::find_if(views, &QWidget::isVisible);
    QScrollBar& bar = *(*grid)->verticalScrollBar();
    for (int i = 1; i <= 100; ++i) {
      bar.setValue(bar.maximum() * i / 100);
      wait(30);
    }
    report("scrolling through all images");
    std::printf("memory after that     %ld MB\n", residentMegabytes());
    shoot("data-images");
  }

  void train() {
    m_window.showPage(MainWindow::Train);
    TrainPage& page = m_window.trainPage();
    double speed = 0;
    QObject::connect(&page.job(), &TrainJob::batches,
                     [&speed](const QVector<BatchEvent>& events) { speed = events.last().imagesPerSecond; });
    TrainConfig config;
    config.name = "worst-case";
    config.sizes = {{48, 100}};
    page.form().setConfig(config);
    page.train();
    wait(m_seconds * 1000);
    report("training");
    std::printf("images per second     %.0f\n", speed);
    shoot("train");
    page.stop();
    waitUntil([&page] { return !page.job().running(); });
    report("stopping the training");
    page.view().tabs().setCurrentIndex(page.view().tabs().count() - 1);
    shoot("train-runs");
  }

  void evaluate() {
    const auto weights = readRun(m_folder.path() / "saved" / "worst-case").weights;
    m_window.showPage(MainWindow::Evaluate);
    m_evaluate.bar().picker().setFile(toQt(weights.empty() ? findDefaultModel().value() : weights));
    for (auto* box : m_evaluate.bar().findChildren<QComboBox*>()) {
      if (const int valid = box->findData(static_cast<int>(Split::Valid)); box->count() == kSplitCount && valid >= 0) {
        box->setCurrentIndex(valid);
      }
    }
    emit m_evaluate.bar().started();
    waitUntil([this] { return m_workspace.activities().empty(); });
    report("evaluating");
  }

  void visit() {
    QTabWidget& tabs = m_evaluate.results().tabs();
    for (int i = 0; i < tabs.count(); ++i) {
      tabs.setCurrentIndex(i);
      wait(1000);
      shoot("evaluate-" + std::to_string(i));
    }
    report("every tab of the evaluation");
    for (const auto& [page, name] : {std::pair{MainWindow::Data, "data"}, std::pair{MainWindow::Predict, "predict"},
                                     std::pair{MainWindow::Live, "live"}, std::pair{MainWindow::Train, "train-end"}}) {
      m_window.showPage(page);
      wait(1000);
      shoot(name);
    }
    report("every page");
  }

  /// Says what has been measured since the last report.
  void report(const char* phase) {
    const std::vector<double>& delays = m_delay.milliseconds();
    std::printf("event-loop delay, ms  p50 %5.1f  p99 %6.1f  max %6.1f  (%6zu ticks)  %s\n", quantile(delays, 0.5),
                quantile(delays, 0.99), quantile(delays, 1), delays.size(), phase);
    std::fflush(stdout);
    m_delay.start();
  }

  /// What the screen shows, not what the window would draw.
  void shoot(const std::string& name) {
    if (!m_pictures.isEmpty()) {
      wait(500);
      const QPixmap picture = m_window.screen()->grabWindow(m_window.winId());
      picture.save(QDir(m_pictures).filePath(toQt(name + ".png")));
    }
  }

  mien::test::TempFolder m_folder;
  QString m_data;
  int m_seconds;
  QString m_pictures;
  Workspace m_workspace;
  MainWindow m_window;
  EvaluatePage& m_evaluate;
  EventLoopDelay m_delay;
};

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("event_loop DATA [SECONDS [PICTURES]]\n", stderr);
    return 2;
  }
  tuneAllocator();
  const QApplication application(argc, argv);
  mien::resetNumericLocale();
  const mien::test::TempFolder settings;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, toQt(settings.path()));
  QCoreApplication::setOrganizationName(QStringLiteral("MienBench"));
  Theme::instance();
  WorstCase(QString::fromLocal8Bit(argv[1]), argc > 2 ? std::atoi(argv[2]) : 120,
            argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString())
      .run();
  return 0;
}
