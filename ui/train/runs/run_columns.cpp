#include "ui/train/runs/run_columns.h"

#include "ui/text/figure_text.h"
#include "ui/text/label_policies.h"
#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"
#include "ui/text/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <chrono>
#include <limits>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(RunColumns)
};

/// std::chrono::file_clock has no epoch of its own that Qt knows.
QDateTime changed(const RunInfo& run) {
  const auto age = std::filesystem::file_time_type::clock::now() - run.changed;
  return QDateTime::currentDateTime().addSecs(-std::chrono::duration_cast<std::chrono::seconds>(age).count());
}

QString sizesText(const TrainConfig& config) {
  QStringList stages;
  for (const SizeStage& stage : config.sizes) {
    stages << Texts::tr("%L1 px × %L2").arg(stage.size).arg(stage.epochs);
  }
  return stages.join(Texts::tr(", "));
}

QString settingText(const TrainConfig& config, RunsModel::Column column) {
  switch (column) {
  case RunsModel::Sizes:
    return sizesText(config);
  case RunsModel::Batch:
    return QLocale().toString(config.batch);
  case RunsModel::Rate:
    return QLocale().toString(config.learningRate, 'g', 4);
  case RunsModel::Labels:
    return policyName(config.labels);
  case RunsModel::Augmentation:
    return QLocale().toString(config.augment.strength, 'g', 3);
  default:
    return {};
  }
}

} // namespace

QString runColumnTitle(RunsModel::Column column) {
  switch (column) {
  case RunsModel::Name:
    return Texts::tr("Run");
  case RunsModel::State:
    return Texts::tr("State");
  case RunsModel::Accuracy:
    return Texts::tr("Accuracy");
  case RunsModel::Loss:
    return Texts::tr("Loss");
  case RunsModel::Epochs:
    return Texts::tr("Epochs");
  case RunsModel::Sizes:
    return Texts::tr("Stages");
  case RunsModel::Batch:
    return Texts::tr("Batch");
  case RunsModel::Rate:
    return Texts::tr("Rate");
  case RunsModel::Labels:
    return Texts::tr("Labels");
  case RunsModel::Augmentation:
    return Texts::tr("Augment");
  case RunsModel::Time:
    return Texts::tr("Time");
  case RunsModel::Changed:
    return Texts::tr("Changed");
  case RunsModel::Count:
    break;
  }
  return {};
}

QString runColumnHelp(RunsModel::Column column) {
  switch (column) {
  case RunsModel::Name:
    return Texts::tr("Tick runs to compare their curves below.");
  case RunsModel::State:
    return Texts::tr("Whether the run is done, or can be resumed.");
  case RunsModel::Accuracy:
    return Texts::tr("On the validation images, in the epoch with the lowest loss.");
  case RunsModel::Loss:
    return Texts::tr("The lowest on the validation images.");
  case RunsModel::Epochs:
    return Texts::tr("Finished epochs, of those that were asked for.");
  case RunsModel::Sizes:
    return Texts::tr("Image size and epochs of each stage.");
  case RunsModel::Batch:
    return Texts::tr("Images a step.");
  case RunsModel::Rate:
    return Texts::tr("The learning rate at its largest.");
  case RunsModel::Labels:
    return Texts::tr("How the annotators' votes became what was learnt.");
  case RunsModel::Augmentation:
    return Texts::tr("Strength of the augmentation.");
  case RunsModel::Time:
    return Texts::tr("That the finished epochs took.");
  case RunsModel::Changed:
    return Texts::tr("When an epoch or a checkpoint was last saved.");
  case RunsModel::Count:
    break;
  }
  return {};
}

QString runText(const RunEntry& run, RunsModel::Column column) {
  const auto best = run.info.best();
  switch (column) {
  case RunsModel::Name:
    return pathText(run.info.folder.filename());
  case RunsModel::State:
    return stateText(run);
  case RunsModel::Accuracy:
    return best ? percentText(best->validAccuracy) : QString();
  case RunsModel::Loss:
    return best ? lossText(best->validLoss) : QString();
  case RunsModel::Epochs:
    return run.info.problem.empty() ? Texts::tr("%L1 of %L2").arg(run.info.history.size()).arg(run.info.config.epochs())
                                    : QLocale().toString(static_cast<int>(run.info.history.size()));
  case RunsModel::Time:
    return best ? durationText(run.info.seconds()) : QString();
  case RunsModel::Changed:
    return QLocale().toString(changed(run.info), QLocale::ShortFormat);
  default:
    return run.info.problem.empty() ? settingText(run.info.config, column) : QString();
  }
}

QVariant runSortKey(const RunEntry& run, RunsModel::Column column) {
  const auto best = run.info.best();
  switch (column) {
  case RunsModel::Accuracy:
    return best ? best->validAccuracy : -1.0;
  case RunsModel::Loss:
    return best ? best->validLoss : std::numeric_limits<double>::max();
  case RunsModel::Epochs:
    return static_cast<int>(run.info.history.size());
  case RunsModel::Batch:
    return run.info.config.batch;
  case RunsModel::Rate:
    return run.info.config.learningRate;
  case RunsModel::Augmentation:
    return run.info.config.augment.strength;
  case RunsModel::Time:
    return run.info.seconds();
  case RunsModel::Changed:
    return static_cast<qlonglong>(run.info.changed.time_since_epoch().count());
  default:
    return runText(run, column);
  }
}

bool isNumeric(RunsModel::Column column) {
  switch (column) {
  case RunsModel::Name:
  case RunsModel::State:
  case RunsModel::Sizes:
  case RunsModel::Labels:
    return false;
  default:
    return true;
  }
}

} // namespace mien::ui
