#include "app/commands/commands.h"
#include "app/commands/terminal/standard_output.h"
#include "core/common/error.h"
#include "core/common/logging/log.h"
#include "core/common/text/shown_text.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

namespace {

// 2: the user can mend it; 1: the machine or the program failed.
int exitStatus(mien::ErrorKind kind) {
  switch (kind) {
  case mien::ErrorKind::BadArgument:
  case mien::ErrorKind::NotFound:
  case mien::ErrorKind::BadData:
    return 2;
  default:
    return 1;
  }
}

/// The exit status, with nothing said of the standard output.
int run(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const mien::cli::ExitStatus& exit) {
    return exit.status;
  } catch (const mien::Error& error) {
    mien::log(mien::LogLevel::Error, error.what());
    std::fprintf(stderr, "mien-cli: %s\n", mien::shownText(error.what()).c_str());
    return exitStatus(error.kind());
  } catch (const std::exception& error) {
    mien::log(mien::LogLevel::Error, std::string("internal error: ") + error.what());
    std::fprintf(stderr, "mien-cli: internal error: %s\n", mien::shownText(error.what()).c_str());
    return 1;
  }
}

} // namespace

int main(int argc, char** argv) {
  mien::cli::prepareStandardStreams();
  CLI::App app{"Mien: train, evaluate and use facial-emotion classifiers", "mien-cli"};
  app.require_subcommand(1);
  // Names are shown escaped here as in all other messages.
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return mien::shownText(error.what()) + "\nRun with --help for more information.\n";
  });
  app.set_version_flag("--version", MIEN_VERSION);
  std::string logLevel(mien::logLevelName(mien::defaultLogLevel()));
  app.add_option("--log-level", logLevel, "What goes to the log in ~/.local/state/mien; also by MIEN_LOG")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  app.parse_complete_callback([&logLevel] { // before the command runs
    mien::openLog(mien::logFolder(), *mien::parseLogLevel(logLevel));
    mien::logStart("mien-cli", MIEN_VERSION);
  });
  mien::cli::addInfoCommand(app);
  mien::cli::addTrainCommand(app);
  mien::cli::addEvaluateCommand(app);
  mien::cli::addCalibrateCommand(app);
  mien::cli::addPredictCommand(app);
  mien::cli::addMakeDemoDataCommand(app);
  mien::cli::addDemoCommand(app);
  mien::cli::addLiveBenchCommand(app);
  const int status = run(app, argc, argv);
  // Commands that print and do nothing else are cut off by `| head` on purpose.
  const bool works = app.got_subcommand("train") || app.got_subcommand("evaluate") || app.got_subcommand("demo") ||
                     app.got_subcommand("calibrate") || app.got_subcommand("make-demo-data");
  const int output = mien::cli::finishStandardOutput(!works);
  return status != 0 ? status : output;
}
