#include "core/common/logging/log.h"
#include "core/common/memory.h"
#include "core/common/text/numeric_locale.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/english_plurals.h"
#include "ui/window/main_window.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
  mien::tuneAllocator();
  const QApplication application(argc, argv);
  mien::resetNumericLocale();
  QApplication::setApplicationName(QStringLiteral("mien"));
  QApplication::setApplicationDisplayName(QStringLiteral("Mien"));
  QApplication::setApplicationVersion(QStringLiteral(MIEN_VERSION));
  QApplication::setOrganizationName(QStringLiteral("Mien"));
  QApplication::setDesktopFileName(QStringLiteral("mien"));
  QApplication::setWindowIcon(mien::ui::applicationIcon());
  mien::ui::EnglishPlurals plurals;
  QCoreApplication::installTranslator(&plurals);

  QCommandLineParser arguments;
  arguments.setApplicationDescription(QCoreApplication::translate("main", "A studio for facial-emotion recognition."));
  arguments.addHelpOption();
  arguments.addVersionOption();
  arguments.addPositionalArgument(QStringLiteral("path"),
                                  QCoreApplication::translate("main", "A data set's folder, or a model, to open."),
                                  QStringLiteral("[path]"));
  const QCommandLineOption logLevel(
      QStringLiteral("log-level"),
      QCoreApplication::translate("main", "What goes to the log in ~/.local/state/mien: debug, info, warning, error or "
                                          "off; also by MIEN_LOG."),
      QStringLiteral("level"), QString::fromStdString(std::string(mien::logLevelName(mien::defaultLogLevel()))));
  arguments.addOption(logLevel);
  arguments.process(application);
  const auto level = mien::parseLogLevel(arguments.value(logLevel).toStdString());
  if (!level) {
    std::fprintf(stderr, "mien: --log-level must be debug, info, warning, error or off\n");
    return 2;
  }
  mien::openLog(mien::logFolder(), *level);
  mien::logStart("mien", MIEN_VERSION);

  mien::ui::Theme::instance(); // takes over before the first widget
  mien::ui::Workspace workspace;
  mien::ui::MainWindow window(workspace);
  window.show();
  if (arguments.positionalArguments().isEmpty()) {
    window.reopenLastDataAndModel();
  } else {
    window.openLastOrDefaultModel();
    window.openPath(arguments.positionalArguments().first());
  }
  return QApplication::exec();
}
