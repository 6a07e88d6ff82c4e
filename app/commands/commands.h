#pragma once

namespace CLI {
class App;
}

namespace mien::cli {

// One function a sub-command: adds it to `app`, with a callback that runs it. The callbacks throw mien::Error; main()
// turns that into a message and an exit status.

/// Thrown by a command that has said all there is to say and ends the program with another status than 0.
struct ExitStatus {
  int status = 0;
};

void addInfoCommand(CLI::App& app);
void addTrainCommand(CLI::App& app);
void addEvaluateCommand(CLI::App& app);
void addCalibrateCommand(CLI::App& app);
void addPredictCommand(CLI::App& app);
void addMakeDemoDataCommand(CLI::App& app);
void addDemoCommand(CLI::App& app);
void addLiveBenchCommand(CLI::App& app);

} // namespace mien::cli
