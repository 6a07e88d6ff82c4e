#include "core/common/memory.h"
#include "core/common/text/numeric_locale.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/english_plurals.h"
#include "ui/window/main_window.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QCommandLineParser>

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
  arguments.process(application);

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
