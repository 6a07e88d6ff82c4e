#include "app/commands/commands.h"
#include "app/commands/terminal/interrupt_guard.h"
#include "core/common/text/shown_text.h"
#include "core/demo/demo_data.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <string>

namespace mien::cli {
namespace {

struct Arguments {
  std::string out;
  int images = 2400;
  std::uint64_t seed = 1;
};

void makeDemoData(const Arguments& arguments) {
  DemoDataOptions options;
  options.validImages = options.testImages = arguments.images / 6;
  options.trainImages = arguments.images - 2 * options.validImages;
  options.seed = arguments.seed;
  const InterruptGuard interrupt("stopping");
  if (!writeDemoData(arguments.out, options, {}, interruptToken())) {
    throw ExitStatus{interruptStatus()};
  }
  std::printf("Wrote %d training, %d validation and %d test images to %s\n", options.trainImages, options.validImages,
              options.testImages, shownPath(arguments.out).c_str());
}

} // namespace

void addMakeDemoDataCommand(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("make-demo-data", "Write a small data set of invented faces, in FER+ layout");
  command->add_option("--out", arguments->out, "Folder to write; must be new or empty")->required();
  command->add_option("--images", arguments->images, "How many images: two thirds train, the rest validation and test")
      ->check(CLI::Range(6, 1'000'000))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "The same seed gives the same data")->capture_default_str();
  command->callback([arguments] { makeDemoData(*arguments); });
}

} // namespace mien::cli
