#include "core/model/default_model.h"

#include "core/model/weights_file.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(DefaultModel, AChosenFolderComesFirst) {
  const test::TempFolder folder;
  const test::EnvironmentVariable chosen("MIEN_MODELS_DIR", folder.path().string());
  EXPECT_NE(findDefaultModel(), folder.path() / kDefaultModelFile) << "it is empty";
  folder.write(kDefaultModelFile, "weights");
  EXPECT_EQ(findDefaultModel(), folder.path() / kDefaultModelFile);
}

TEST(DefaultModel, AnInstalledOneComesBeforeTheSourceTree) {
  const test::TempFolder folder;
  const test::EnvironmentVariable shared("XDG_DATA_DIRS", folder.path().string());
  folder.write(std::string("mien/models/") + kDefaultModelFile, "weights");
  EXPECT_EQ(findDefaultModel(), folder.path() / "mien/models" / kDefaultModelFile);
}

TEST(DefaultModel, TheOneOfTheSourceTreeIsWhole) {
  const auto file = findDefaultModel();
  ASSERT_TRUE(file.has_value());
  EXPECT_LE(std::filesystem::file_size(*file), 24'000'000U);
  const ModelInfo info = readModelInfo(*file);
  EXPECT_TRUE(info.assumed.empty()) << "it says all of itself";
  EXPECT_EQ(info.classes(), 8);
  EXPECT_NE(info.temperature, 1) << "it is calibrated";
  EXPECT_GE(info.metrics.at("valid_accuracy"), 0.84);
}

} // namespace
} // namespace mien
