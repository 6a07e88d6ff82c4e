#include "app/commands/options/weights_argument.h"

#include "app/commands/options/model_options.h"
#include "core/common/error.h"
#include "core/data/emotion.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace mien::cli {
namespace {

using Paths = std::vector<std::filesystem::path>;

std::string complaint(Paths inputs) {
  try {
    (void)takeModel(inputs);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(TakeModel, AModelInFrontIsTaken) {
  const test::TempFolder folder;
  const auto photo = folder.write("photo.jpg", "x");
  folder.write("run/config.json", "{}");
  folder.write("noted", "\x89HDF\r\n\x1a\n");
  for (const std::filesystem::path& model :
       {folder / "missing.pth", folder / "a.pth.tar", folder / "a.CKPT", folder / "m.safetensors", folder / "m.bin",
        folder / "net.onnx", folder / "net.h5", folder / "run", folder / "noted"}) {
    Paths inputs{model, photo};
    EXPECT_EQ(takeModel(inputs), model);
    EXPECT_EQ(inputs, Paths{photo});
  }
}

TEST(TakeModel, AnUnpackedPyTorchFileIsMeantAsAModelAndRefused) {
  const test::TempFolder folder;
  folder.write("one/data.pkl", "x");
  folder.write("two/archive/data.pkl", "x");
  folder.write("two/archive/data/0", "x");
  const auto photo = folder.write("photo.jpg", "x");
  for (const char* name : {"one", "two"}) {
    Paths inputs{folder / name, photo};
    EXPECT_EQ(takeModel(inputs), folder / name);
    try {
      (void)weightsFile(folder / name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("was unpacked"), std::string::npos) << error.what();
    }
  }
}

TEST(TakeModel, PicturesAreNoModels) {
  const test::TempFolder folder;
  Paths inputs{folder.write("photo.jpg", "x"), folder / "missing.png", folder.path()};
  const Paths all = inputs;
  EXPECT_TRUE(takeModel(inputs).empty());
  EXPECT_EQ(inputs, all);
}

TEST(TakeModel, WhatMayHaveBeenMeantAsAModelStopsTheCommand) {
  const test::TempFolder folder;
  const auto photo = folder.write("photo.jpg", "x");
  EXPECT_NE(complaint({folder / "saved/run-99", photo}).find("run-99"), std::string::npos);
  EXPECT_NE(complaint({folder / "a.pth"}).find("Name at least one image"), std::string::npos);
  EXPECT_NE(complaint({photo, folder / "a.pth"}).find("name it before the images"), std::string::npos);
  EXPECT_NE(complaint({folder / "a.pth", folder / "b.pth", photo}).find("b.pth' is a model, and so is"),
            std::string::npos);
}

TEST(Assumptions, AreWarnedOfWithTheOptionsThatSayThem) {
  ModelInfo info;
  info.labels = emotionLabels(7);
  info.assumed = {AssumedField::Labels, AssumedField::InputSize, AssumedField::Normalisation};
  info.remarks = {Message("left out something")};
  std::ostringstream problems;
  warnOfAssumptions(problems, "folder/x.pth", info);
  const std::string text = problems.str();
  for (const char* part : {"'folder/x.pth'", "neutral,happiness,surprise,sadness,anger,disgust,fear",
                           "--label-names anger,disgust,fear,happiness,sadness,surprise,neutral",
                           "--label-names anger,disgust,fear,happiness,neutral,sadness,surprise", "48 px",
                           "--input-size", "mean 0.5077", "--mean and --std", "left out something"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is missing in\n" << text;
  }
  EXPECT_EQ(assumedJson(info).dump(), R"(["labels","input_size","normalisation"])");

  std::ostringstream silent;
  warnOfAssumptions(silent, "x.pth", ModelInfo{});
  EXPECT_TRUE(silent.str().empty());
}

} // namespace
} // namespace mien::cli
