#include "core/data/demo_data.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

/// The settings of the model that Mien comes with are far too slow for a test, except with so few images.
TEST(Retrain, RunsBothStagesAndCalibrates) {
  const test::TempFolder temp;
  const fs::path models = temp / "resources" / "models";
  fs::create_directories(models);
  for (const char* name : {"retrain.sh", "ferplus_b3-1.json", "ferplus_b3-2.json"}) {
    fs::copy_file(fs::path(MIEN_SOURCE_DIR) / "resources" / "models" / name, models / name);
  }
  fs::create_directories(temp / ".build" / "release" / "app");
  fs::create_symlink(MIEN_CLI, temp / ".build" / "release" / "app" / "mien-cli");
  writeDemoData(temp / "demo", {.trainImages = 64, .validImages = 24, .testImages = 8});

  const std::string command = "'" + (models / "retrain.sh").string() + "' '" + (temp / "demo").string() + "' '" +
                              (temp / "model.pth").string() + "' > '" + (temp / "log").string() + "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_TRUE(fs::exists(temp / "saved" / "ferplus-b3-1" / "final_model.pth"));
  EXPECT_TRUE(fs::exists(temp / "saved" / "ferplus-b3-2" / "final_model.pth"));
  EXPECT_TRUE(fs::exists(temp / "model.pth"));
}

} // namespace
} // namespace mien
