#include "ui/train/runs/run_columns.h"

#include "ui/text/label_policies.h"
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"

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

QString settingText(const TrainConfig& config, RunTableModel::Column column) {
  switch (column) {
  case RunTableModel::Sizes:
    return sizesText(config);
  case RunTableModel::Batch:
    return QLocale().toString(config.batch);
  case RunTableModel::Rate:
    return QLocale().toString(config.learningRate, 'g', 4);
  case RunTableModel::Labels:
    return policyName(config.labels);
  case RunTableModel::Augmentation:
    return QLocale().toString(config.augment.strength, 'g', 3);
  default:
    return {};
  }
}

} // namespace

QString runColumnTitle(RunTableModel::Column column) {
  switch (column) {
  case RunTableModel::Name:
    return Texts::tr("Run");
  case RunTableModel::State:
    return Texts::tr("State");
  case RunTableModel::Accuracy:
    return Texts::tr("Accuracy");
  case RunTableModel::Loss:
    return Texts::tr("Loss");
  case RunTableModel::Epochs:
    return Texts::tr("Epochs");
  case RunTableModel::Sizes:
    return Texts::tr("Stages");
  case RunTableModel::Batch:
    return Texts::tr("Batch");
  case RunTableModel::Rate:
    return Texts::tr("Rate");
  case RunTableModel::Labels:
    return Texts::tr("Labels");
  case RunTableModel::Augmentation:
    return Texts::tr("Augment");
  case RunTableModel::Time:
    return Texts::tr("Time");
  case RunTableModel::Changed:
    return Texts::tr("Changed");
  case RunTableModel::Count:
    break;
  }
  return {};
}

QString runColumnHelp(RunTableModel::Column column) {
  switch (column) {
  case RunTableModel::Name:
    return Texts::tr("Tick runs to compare their curves below.");
  case RunTableModel::State:
    return Texts::tr("Whether the run is done, or can be resumed.");
  case RunTableModel::Accuracy:
    return Texts::tr("On the validation images, in the epoch with the lowest loss.");
  case RunTableModel::Loss:
    return Texts::tr("The lowest on the validation images.");
  case RunTableModel::Epochs:
    return Texts::tr("Finished epochs, of those that were asked for.");
  case RunTableModel::Sizes:
    return Texts::tr("Image size and epochs of each stage.");
  case RunTableModel::Batch:
    return Texts::tr("Images a step.");
  case RunTableModel::Rate:
    return Texts::tr("The learning rate at its largest.");
  case RunTableModel::Labels:
    return Texts::tr("How the annotators' votes became what was learnt.");
  case RunTableModel::Augmentation:
    return Texts::tr("Strength of the augmentation.");
  case RunTableModel::Time:
    return Texts::tr("That the finished epochs took.");
  case RunTableModel::Changed:
    return Texts::tr("When an epoch or a checkpoint was last saved.");
  case RunTableModel::Count:
    break;
  }
  return {};
}

QString runText(const RunEntry& run, RunTableModel::Column column) {
  const auto best = run.info.best();
  switch (column) {
  case RunTableModel::Name:
    return pathText(run.info.folder.filename());
  case RunTableModel::State:
    return stateText(run);
  case RunTableModel::Accuracy:
    return best ? percentText(best->validAccuracy) : QString();
  case RunTableModel::Loss:
    return best ? lossText(best->validLoss) : QString();
  case RunTableModel::Epochs:
    return run.info.problem.empty() ? Texts::tr("%L1 of %L2").arg(run.info.history.size()).arg(run.info.config.epochs())
                                    : QLocale().toString(static_cast<int>(run.info.history.size()));
  case RunTableModel::Time:
    return best ? durationText(run.info.seconds()) : QString();
  case RunTableModel::Changed:
    return QLocale().toString(changed(run.info), QLocale::ShortFormat);
  default:
    return run.info.problem.empty() ? settingText(run.info.config, column) : QString();
  }
}

QVariant runSortKey(const RunEntry& run, RunTableModel::Column column) {
  const auto best = run.info.best();
  switch (column) {
  case RunTableModel::Accuracy:
    return best ? best->validAccuracy : -1.0;
  case RunTableModel::Loss:
    return best ? best->validLoss : std::numeric_limits<double>::max();
  case RunTableModel::Epochs:
    return static_cast<int>(run.info.history.size());
  case RunTableModel::Batch:
    return run.info.config.batch;
  case RunTableModel::Rate:
    return run.info.config.learningRate;
  case RunTableModel::Augmentation:
    return run.info.config.augment.strength;
  case RunTableModel::Time:
    return run.info.seconds();
  case RunTableModel::Changed:
    return static_cast<qlonglong>(run.info.changed.time_since_epoch().count());
  default:
    return runText(run, column);
  }
}

bool isNumeric(RunTableModel::Column column) {
  switch (column) {
  case RunTableModel::Name:
  case RunTableModel::State:
  case RunTableModel::Sizes:
  case RunTableModel::Labels:
    return false;
  default:
    return true;
  }
}

} // namespace mien::ui
