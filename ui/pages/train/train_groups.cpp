#include "ui/pages/train/train_groups.h"

#include "ui/pages/train/settings_group.h"
#include "ui/pages/train/stages_edit.h"
#include "ui/pages/train/weights_edit.h"
#include "ui/support/label_policies.h"
#include "ui/support/text.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QRegularExpressionValidator>

namespace mien::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("TrainGroups", text); }

SettingsGroup* makeLength(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Length and image size"), parent);
  auto* stages = new StagesEdit;
  QObject::connect(stages, &StagesEdit::changed, group, &SettingsGroup::changed);
  group->addRow(
      tr("Stages"), stages, tr("The training goes through all images once an epoch. Beginning small saves time."),
      [stages](TrainConfig& c) { c.sizes = stages->stages(); },
      [stages](const TrainConfig& c) { stages->setStages(c.sizes); });
  group->addWhole(
      tr("Patience"), tr("Stops early when the validation loss has not fallen for so many epochs."), 0, 10000,
      [](auto& c) -> auto& { return c.patience; }, tr("Never stop early"));
  return group;
}

SettingsGroup* makeModel(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Network"), parent);
  group->addChoice<int>(
      tr("Emotions"), tr("Seven leave contempt out, which is rare and disputed."),
      {{tr("8, with contempt"), 8}, {tr("7, without contempt"), 7}}, [](auto& c) -> auto& { return c.classes; });
  group->addChoice<HeadKind>(
      tr("Head"), tr("What decides on top of EfficientNet-B3's 1,536 features."),
      {{tr("One layer"), HeadKind::Linear}, {tr("Two layers"), HeadKind::Mlp}},
      [](auto& c) -> auto& { return c.head; });
  group->addReal(
      tr("Dropout"), tr("Share of the features that are hidden from the head at each step, against overfitting."), 0,
      0.9, 0.05, [](auto& c) -> auto& { return c.dropout; }, tr("Off"));
  group->addReal(
      tr("Stochastic depth"), tr("Chance that the last block is skipped for an image; earlier blocks less often."), 0,
      0.9, 0.05, [](auto& c) -> auto& { return c.stochasticDepth; }, tr("Off"));
  auto* start = new WeightsEdit;
  QObject::connect(start, &WeightsEdit::changed, group, &SettingsGroup::changed);
  group->addRow(
      tr("Start from"), start, tr("A weights file to go on from instead of a random start."),
      [start](TrainConfig& c) { c.init = toPath(start->file()).string(); },
      [start](const TrainConfig& c) { start->setFile(toQt(c.init)); });
  group->addWhole(
      tr("Frozen epochs"), tr("Trains the head alone at first, so that good weights are not spoilt at the start."), 0,
      10000, [](auto& c) -> auto& { return c.freezeEpochs; }, tr("None"));
  return group;
}

SettingsGroup* makeLabels(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Labels and balance"), parent);
  QVector<std::pair<QString, LabelPolicy>> policies;
  for (const LabelPolicy policy : kLabelPolicies) {
    policies.append({policyName(policy), policy});
  }
  auto* policy = group->addChoice<LabelPolicy>(
      tr("Labels"), tr("How the annotators' votes become what is learnt."), policies,
      [](auto& c) -> auto& { return c.labels; });
  for (int i = 0; i < policy->count(); ++i) {
    policy->setItemData(i, policyHelp(kLabelPolicies[static_cast<std::size_t>(i)]), Qt::ToolTipRole);
  }
  group->addReal(
      tr("Label smoothing"), tr("Share of every label that is spread over all emotions, against overconfidence."), 0,
      0.9, 0.05, [](auto& c) -> auto& { return c.labelSmoothing; }, tr("Off"));
  group->addChoice<BalanceKind>(
      tr("Balance"), tr("What is done about emotions that are rare in the data."),
      {{tr("Nothing"), BalanceKind::None},
       {tr("Rare ones weigh more"), BalanceKind::ClassWeights},
       {tr("All drawn equally often"), BalanceKind::Sampling}},
      [](auto& c) -> auto& { return c.balance; });
  group->addReal(
      tr("Mixup"), tr("Blends pairs of images and their labels; larger values blend more evenly."), 0, 10, 0.1,
      [](auto& c) -> auto& { return c.mixup; }, tr("Off"));
  return group;
}

SettingsGroup* makeOptimization(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Optimization"), parent);
  group->addWhole(
      tr("Batch"), tr("Images a step. Small batches learn more from each image, large ones run smoother."), 2, 4096,
      [](auto& c) -> auto& { return c.batch; });
  group->addChoice<OptimizerKind>(
      tr("Optimizer"), tr("The rule that turns gradients into new weights."),
      {{tr("AdamW"), OptimizerKind::AdamW},
       {tr("Adam"), OptimizerKind::Adam},
       {tr("SGD with momentum"), OptimizerKind::Sgd}},
      [](auto& c) -> auto& { return c.optimizer; });
  group->addReal(
      tr("Learning rate"), tr("Size of the steps at their largest. Too large, and the loss jumps or grows."), 1e-8, 10,
      1e-4, [](auto& c) -> auto& { return c.learningRate; });
  group->addChoice<ScheduleKind>(
      tr("Schedule"), tr("How the learning rate changes over the training."),
      {{tr("Up, then down"), ScheduleKind::OneCycle},
       {tr("Short warm-up, then down"), ScheduleKind::Cosine},
       {tr("Constant"), ScheduleKind::Constant}},
      [](auto& c) -> auto& { return c.schedule; });
  group->addReal(
      tr("Warm-up"), tr("Share of all steps in which the rate climbs; for the schedule with a short warm-up only."), 0,
      0.9, 0.01, [](auto& c) -> auto& { return c.warmup; }, tr("None"));
  group->addReal(
      tr("Weight decay"), tr("Pulls weights towards zero, against overfitting."), 0, 10, 0.01,
      [](auto& c) -> auto& { return c.weightDecay; }, tr("Off"));
  group->addReal(
      tr("Averaging"),
      tr("Memory of the averaged weights that are evaluated and saved; closer to 1 looks back longer."), 0, 0.99999,
      0.9, [](auto& c) -> auto& { return c.ema; }, tr("Off"));
  group->addReal(
      tr("Gradient limit"), tr("Shortens gradients above this length, when the loss jumps."), 0, 1e6, 1,
      [](auto& c) -> auto& { return c.clip; }, tr("None"));
  return group;
}

SettingsGroup* makeAugmentation(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Augmentation"), parent);
  group->addReal(
      tr("Strength"), tr("Scales everything below. See its effect on an image on the Data page."), 0, 4, 0.1,
      [](auto& c) -> auto& { return c.augment.strength; }, tr("Off"));
  group->addSwitch(
      tr("Mirror"), tr("Shows half of the images mirrored."), [](auto& c) -> auto& { return c.augment.flip; });
  group->addReal(
      tr("Rotation"), tr("Largest turn to either side, in degrees."), 0, 180, 1,
      [](auto& c) -> auto& { return c.augment.rotation; });
  group->addReal(
      tr("Scale"), tr("Largest change of size, as a share: 0.1 is 10 %."), 0, 0.9, 0.01,
      [](auto& c) -> auto& { return c.augment.scale; });
  group->addReal(
      tr("Shift"), tr("Largest shift in each direction, as a share of the side."), 0, 0.9, 0.01,
      [](auto& c) -> auto& { return c.augment.shift; });
  group->addReal(
      tr("Brightness"), tr("Largest change of brightness, as a share of the full range."), 0, 1, 0.01,
      [](auto& c) -> auto& { return c.augment.brightness; });
  group->addReal(
      tr("Contrast"), tr("Largest change of contrast, as a share."), 0, 1, 0.01,
      [](auto& c) -> auto& { return c.augment.contrast; });
  group->addReal(
      tr("Erasing"), tr("Chance that a rectangle of the image is overwritten."), 0, 1, 0.05,
      [](auto& c) -> auto& { return c.augment.erasing; });
  return group;
}

SettingsGroup* makeMachine(QWidget* parent) {
  auto* group = new SettingsGroup(tr("Machine"), parent);
  group->addWhole(
      tr("Replicas"), tr("Copies of the network that work side by side, best one for each processor core."), 0, 256,
      [](auto& c) -> auto& { return c.replicas; }, tr("One a core"));
  auto* seed = new QLineEdit;
  seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), seed));
  QObject::connect(seed, &QLineEdit::textEdited, group, &SettingsGroup::changed);
  group->addRow(
      tr("Seed"), seed, tr("Decides every random choice: the same seed gives the same training again."),
      [seed](TrainConfig& c) { c.seed = seed->text().toULongLong(); },
      [seed](const TrainConfig& c) { seed->setText(QString::number(c.seed)); });
  group->addReal(
      tr("Checkpoint minutes"), tr("How often the state is saved within an epoch, so that little is lost in a crash."),
      0.001, 1e6, 1, [](auto& c) -> auto& { return c.checkpointMinutes; });
  return group;
}

} // namespace

std::vector<SettingsGroup*> makeTrainGroups(QWidget* parent) {
  std::vector<SettingsGroup*> groups{makeLength(parent),       makeModel(parent),        makeLabels(parent),
                                     makeOptimization(parent), makeAugmentation(parent), makeMachine(parent)};
  groups.front()->setExpanded(true);
  return groups;
}

} // namespace mien::ui
