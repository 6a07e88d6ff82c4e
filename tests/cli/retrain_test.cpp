#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/demo/demo_data.h"
#include "tests/support/source_dir.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

/// The script and the settings that trained the model that Mien comes with; but an epoch a stage, of a few images.
TEST(Retrain, RunsAllStagesAndCalibrates) {
  const test::TempFolder temp;
  const fs::path source = test::sourceDir() / "resources" / "models";
  const fs::path models = temp / "resources" / "models";
  fs::create_directories(models);
  fs::copy_file(source / "retrain.sh", models / "retrain.sh");
  constexpr int kStages = 4;
  for (int stage = 1; stage <= kStages; ++stage) {
    const std::string name = "ferplus_b3-" + std::to_string(stage) + ".json";
    auto settings = nlohmann::json::parse(readFile(source / name));
    settings["sizes"] = "48:1";
    writeFileAtomically(models / name, settings.dump());
  }
  fs::create_directories(temp / ".build" / "release" / "app");
  fs::create_symlink(MIEN_CLI, temp / ".build" / "release" / "app" / "mien-cli");
  writeDemoData(temp / "demo", {.trainImages = 64, .validImages = 24, .testImages = 8});

  const std::string command = "'" + (models / "retrain.sh").string() + "' '" + (temp / "demo").string() + "' '" +
                              (temp / "model.pth").string() + "' > '" + (temp / "log").string() + "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << readFile(temp / "log");
  for (int stage = 1; stage <= kStages; ++stage) {
    EXPECT_TRUE(fs::exists(temp / "saved" / ("ferplus-b3-" + std::to_string(stage)) / "final_model.pth")) << stage;
  }
  EXPECT_TRUE(fs::exists(temp / "model.pth"));
}

} // namespace
} // namespace mien
