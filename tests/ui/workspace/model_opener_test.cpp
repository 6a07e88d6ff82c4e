#include "ui/workspace/model_opener.h"

#include "core/train/train_config.h"
#include "core/train/trainer.h"
#include "tests/support/own_settings.h"
#include "tests/support/run_files.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/demo_run.h"
#include "ui/workspace/workspace.h"

#include <QSettings>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(ModelOpener, WhatLearnedFromDrawnFacesIsNotTheModelOfTheNextStart) {
  const test::OwnSettings settings;
  const std::filesystem::path& folder = settings.folder().path();
  Workspace workspace(toQt(folder));
  const ModelOpener opener(workspace);
  std::filesystem::create_directories(toPath(workspace.demoFolder()));
  const QString real = toQt(test::makeRun(folder / "saved", "real", 1) / RunFiles::kBest);
  const QString demo = toQt(test::makeRun(folder / "saved", "drawn", 1) / RunFiles::kBest);
  TrainConfig config = test::runConfig("drawn");
  config.data = toPath(workspace.demoFolder());
  (void)settings.folder().write("saved/drawn/config.json", toJson(config).dump());
  EXPECT_FALSE(isDemoModel(workspace, real));
  EXPECT_TRUE(isDemoModel(workspace, demo));
  EXPECT_FALSE(isDemoModel(workspace, {}));
  const auto remembered = [] { return QSettings().value(QStringLiteral("session/model")).toString(); };
  workspace.setModelFile(real);
  EXPECT_EQ(remembered(), real);
  workspace.setModelFile(demo);
  EXPECT_EQ(workspace.modelFile(), demo) << "for now";
  EXPECT_EQ(remembered(), real);
}

} // namespace
} // namespace mien::ui
