#include "ui/train/form/train_groups.h"

#include "ui/text/label_policies.h"
#include "ui/text/percent_text.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/settings_group.h"
#include "ui/train/form/stages_edit.h"
#include "ui/train/form/weights_edit.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpressionValidator>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(TrainGroups)
};

template <typename Member>
void addSeed(SettingsGroup* group, const QString& label, const QString& help, Member member) {
  auto* seed = new QLineEdit;
  seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), seed));
  QObject::connect(seed, &QLineEdit::textEdited, group, &SettingsGroup::changed);
  group->addRow(
      label, seed, help, [seed, member](TrainConfig& c) { member(c) = seed->text().toULongLong(); },
      [seed, member](const TrainConfig& c) { seed->setText(QString::number(member(c))); });
}

SettingsGroup* makeLength(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Length and image size"), parent);
  auto* stages = new StagesEdit;
  QObject::connect(stages, &StagesEdit::changed, group, &SettingsGroup::changed);
  group->addRow(
      Texts::tr("Stages"), stages,
      Texts::tr("The training goes through all images once an epoch. Beginning small saves time."),
      [stages](TrainConfig& c) { c.sizes = stages->stages(); },
      [stages](const TrainConfig& c) { stages->setStages(c.sizes); });
  group->addWhole(
      Texts::tr("Patience"), Texts::tr("Stops early when the validation loss has not fallen for so many epochs."), 0,
      10000, [](auto& c) -> auto& { return c.patience; }, Texts::tr("Never stop early"));
  return group;
}

SettingsGroup* makeModel(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Network"), parent);
  group->addChoice<int>(
      Texts::tr("Emotions"), Texts::tr("Seven leave contempt out, which is rare and disputed."),
      {{Texts::tr("8, with contempt"), 8}, {Texts::tr("7, without contempt"), 7}},
      [](auto& c) -> auto& { return c.classes; });
  group->addChoice<HeadKind>(
      Texts::tr("Head"), Texts::tr("What decides on top of EfficientNet-B3's 1,536 features."),
      {{Texts::tr("One layer"), HeadKind::Linear}, {Texts::tr("Two layers"), HeadKind::Mlp}},
      [](auto& c) -> auto& { return c.head; });
  group->addReal(
      Texts::tr("Dropout"),
      Texts::tr("Share of the features that are hidden from the head at each step, against overfitting."), 0, 0.9, 0.05,
      [](auto& c) -> auto& { return c.dropout; }, Texts::tr("Off"));
  group->addReal(
      Texts::tr("Stochastic depth"),
      Texts::tr("Chance that the last block is skipped for an image; earlier blocks less often."), 0, 0.9, 0.05,
      [](auto& c) -> auto& { return c.stochasticDepth; }, Texts::tr("Off"));
  auto* start = new WeightsEdit;
  QObject::connect(start, &WeightsEdit::changed, group, &SettingsGroup::changed);
  group->addRow(
      Texts::tr("Start from"), start, Texts::tr("A weights file to go on from instead of a random start."),
      [start](TrainConfig& c) { c.init = toPath(start->file()).string(); },
      [start](const TrainConfig& c) { start->setFile(toQt(c.init)); });
  group->addWhole(
      Texts::tr("Frozen epochs"),
      Texts::tr("Trains the head alone at first, so that good weights are not spoilt at the start."), 0, 10000,
      [](auto& c) -> auto& { return c.freezeEpochs; }, Texts::tr("None"));
  return group;
}

SettingsGroup* makeLabels(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Labels and balance"), parent);
  QVector<std::pair<QString, LabelPolicy>> policies;
  for (const LabelPolicy policy : kLabelPolicies) {
    policies.append({policyName(policy), policy});
  }
  auto* policy = group->addChoice<LabelPolicy>(
      Texts::tr("Labels"), Texts::tr("How the annotators' votes become what is learnt."), policies,
      [](auto& c) -> auto& { return c.labels; });
  for (int i = 0; i < policy->count(); ++i) {
    policy->setItemData(i, policyHelp(kLabelPolicies[static_cast<std::size_t>(i)]), Qt::ToolTipRole);
  }
  group->addReal(
      Texts::tr("Validation share"),
      Texts::tr("Where the data has no validation split: about this share of the training images, each chosen by its "
                "content, so that further images change nothing for those that are there."),
      0, 0.9, 0.05, [](auto& c) -> auto& { return c.cut.share; });
  addSeed(
      group, Texts::tr("Split seed"), Texts::tr("Decides which images validate, apart from the seed of the training."),
      [](auto& c) -> auto& { return c.cut.seed; });
  group->addReal(
      Texts::tr("Label smoothing"),
      Texts::tr("Share of every label that is spread over all emotions, against overconfidence."), 0, 0.9, 0.05,
      [](auto& c) -> auto& { return c.labelSmoothing; }, Texts::tr("Off"));
  group->addChoice<BalanceKind>(
      Texts::tr("Balance"), Texts::tr("What is done about emotions that are rare in the data."),
      {{Texts::tr("Nothing"), BalanceKind::None},
       {Texts::tr("Rare ones weigh more"), BalanceKind::ClassWeights},
       {Texts::tr("All drawn equally often"), BalanceKind::Sampling}},
      [](auto& c) -> auto& { return c.balance; });
  group->addReal(
      Texts::tr("Mixup"), Texts::tr("Blends pairs of images and their labels; larger values blend more evenly."), 0, 10,
      0.1, [](auto& c) -> auto& { return c.mixup; }, Texts::tr("Off"));
  return group;
}

SettingsGroup* makeOptimization(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Optimization"), parent);
  group->addWhole(
      Texts::tr("Batch"),
      Texts::tr("Images a step. Small batches learn more from each image, large ones run smoother."), 2, 4096,
      [](auto& c) -> auto& { return c.batch; });
  group->addChoice<OptimizerKind>(
      Texts::tr("Optimizer"), Texts::tr("The rule that turns gradients into new weights."),
      {{Texts::tr("AdamW"), OptimizerKind::AdamW},
       {Texts::tr("Adam"), OptimizerKind::Adam},
       {Texts::tr("SGD with momentum"), OptimizerKind::Sgd}},
      [](auto& c) -> auto& { return c.optimizer; });
  group->addReal(
      Texts::tr("Learning rate"),
      Texts::tr("Size of the steps at their largest. Too large, and the loss jumps or grows."), 1e-8, 10, 1e-4,
      [](auto& c) -> auto& { return c.learningRate; });
  group->addChoice<ScheduleKind>(
      Texts::tr("Schedule"), Texts::tr("How the learning rate changes over the training."),
      {{Texts::tr("Up, then down"), ScheduleKind::OneCycle},
       {Texts::tr("Short warm-up, then down"), ScheduleKind::Cosine},
       {Texts::tr("Constant"), ScheduleKind::Constant}},
      [](auto& c) -> auto& { return c.schedule; });
  group->addReal(
      Texts::tr("Warm-up"),
      Texts::tr("Share of all steps in which the rate climbs; for the schedule with a short warm-up only."), 0, 0.9,
      0.01, [](auto& c) -> auto& { return c.warmup; }, Texts::tr("None"));
  group->addReal(
      Texts::tr("Weight decay"), Texts::tr("Pulls weights towards zero, against overfitting."), 0, 10, 0.01,
      [](auto& c) -> auto& { return c.weightDecay; }, Texts::tr("Off"));
  group->addReal(
      Texts::tr("Averaging"),
      Texts::tr("Memory of the averaged weights that are evaluated and saved; closer to 1 looks back longer."), 0,
      0.99999, 0.9, [](auto& c) -> auto& { return c.ema; }, Texts::tr("Off"));
  group->addReal(
      Texts::tr("Gradient limit"), Texts::tr("Shortens gradients above this length, when the loss jumps."), 0, 1e6, 1,
      [](auto& c) -> auto& { return c.clip; }, Texts::tr("None"));
  return group;
}

SettingsGroup* makeAugmentation(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Augmentation"), parent);
  group->addReal(
      Texts::tr("Strength"), Texts::tr("Scales everything below. See its effect on an image on the Data page."), 0, 4,
      0.1, [](auto& c) -> auto& { return c.augment.strength; }, Texts::tr("Off"));
  group->addSwitch(
      Texts::tr("Mirror"), Texts::tr("Shows half of the images mirrored."),
      [](auto& c) -> auto& { return c.augment.flip; });
  group->addReal(
      Texts::tr("Rotation"), Texts::tr("Largest turn to either side, in degrees."), 0, 180, 1,
      [](auto& c) -> auto& { return c.augment.rotation; });
  group->addReal(
      Texts::tr("Scale"),
      Texts::tr("Largest change of size, as a share: %1 is %2.").arg(QLocale().toString(0.1), percentText(0.1, 0)), 0,
      0.9, 0.01, [](auto& c) -> auto& { return c.augment.scale; });
  group->addReal(
      Texts::tr("Shift"), Texts::tr("Largest shift in each direction, as a share of the side."), 0, 0.9, 0.01,
      [](auto& c) -> auto& { return c.augment.shift; });
  group->addReal(
      Texts::tr("Brightness"), Texts::tr("Largest change of brightness, as a share of the full range."), 0, 1, 0.01,
      [](auto& c) -> auto& { return c.augment.brightness; });
  group->addReal(
      Texts::tr("Contrast"), Texts::tr("Largest change of contrast, as a share."), 0, 1, 0.01,
      [](auto& c) -> auto& { return c.augment.contrast; });
  group->addReal(
      Texts::tr("Erasing"), Texts::tr("Chance that a rectangle of the image is overwritten."), 0, 1, 0.05,
      [](auto& c) -> auto& { return c.augment.erasing; });
  return group;
}

SettingsGroup* makeMachine(QWidget* parent) {
  auto* group = new SettingsGroup(Texts::tr("Machine"), parent);
  group->addWhole(
      Texts::tr("Replicas"),
      Texts::tr("Copies of the network that work side by side, best one for each processor core."), 0, 256,
      [](auto& c) -> auto& { return c.replicas; }, Texts::tr("One a core"));
  addSeed(
      group, Texts::tr("Seed"), Texts::tr("Decides every random choice: the same seed gives the same training again."),
      [](auto& c) -> auto& { return c.seed; });
  group->addReal(
      Texts::tr("Checkpoint minutes"),
      Texts::tr("How often the state is saved within an epoch, so that little is lost in a crash."), 0.001, 1e6, 1,
      [](auto& c) -> auto& { return c.checkpointMinutes; });
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
