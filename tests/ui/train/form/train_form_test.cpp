#include "ui/train/form/train_form.h"

#include "core/common/error.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/adaptive_step_spin_box.h"
#include "ui/train/form/settings_file.h"
#include "ui/train/form/stages_edit.h"
#include "ui/train/form/train_presets.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace mien::ui {
namespace {

/// No setting has its default.
TrainConfig unusual() {
  TrainConfig c;
  c.name = "an unusual run";
  c.data = "/somewhere";
  c.classes = 7;
  c.head = HeadKind::Mlp;
  c.labels = LabelPolicy::MultiTarget;
  c.sizes = {{52, 3}, {64, 20}, {300, 1}};
  c.batch = 37;
  c.optimizer = OptimizerKind::Sgd;
  c.schedule = ScheduleKind::Cosine;
  c.learningRate = 1.25e-7;
  c.warmup = 0.015;
  c.weightDecay = 0.0005;
  c.labelSmoothing = 0.1;
  c.balance = BalanceKind::Sampling;
  c.mixup = 0.3;
  c.ema = 0.9995;
  c.clip = 2.5;
  c.patience = 4;
  c.dropout = 0.45;
  c.stochasticDepth = 0.05;
  c.augment = {0.7, false, 17.5, 0.2, 0.03, 0.25, 0.125, 0.5};
  c.init = "/weights/ä b.pth";
  c.freezeEpochs = 2;
  c.replicas = 3;
  c.seed = 1234567890123456789ULL;
  c.checkpointMinutes = 2.5;
  return c;
}

TEST(TrainForm, WhileItIsInUseItsWordsAreGreyAsWell) {
  TrainForm form;
  const auto labels = form.findChildren<QLabel*>();
  const auto name = std::ranges::find(labels, QStringLiteral("&Name of the run"), &QLabel::text);
  ASSERT_NE(name, labels.end());
  form.setEditable(false);
  EXPECT_FALSE((*name)->isEnabled());
  form.setEditable(true);
  EXPECT_TRUE((*name)->isEnabled());
}

TEST(TrainForm, GivesBackEverySetting) {
  TrainForm form;
  form.setConfig(unusual());
  EXPECT_EQ(toJson(form.config()), toJson(unusual()));
  form.setConfig(TrainConfig());
  EXPECT_EQ(toJson(form.config()), toJson(TrainConfig()));
  form.setConfig(unusual());
  EXPECT_EQ(toJson(form.config()), toJson(unusual()));
}

TEST(TrainForm, EveryEditorExplainsItself) {
  TrainForm form;
  int editors = 0;
  for (const QWidget* editor : form.findChildren<QWidget*>()) {
    const bool interactive = qobject_cast<const QAbstractSpinBox*>(editor) != nullptr ||
                             qobject_cast<const QComboBox*>(editor) != nullptr ||
                             qobject_cast<const QCheckBox*>(editor) != nullptr;
    if (interactive) {
      ++editors;
      EXPECT_FALSE(editor->accessibleName().isEmpty()) << editors;
      EXPECT_FALSE(editor->toolTip().isEmpty()) << editor->accessibleName().toStdString();
    }
  }
  EXPECT_GT(editors, 20);
}

TEST(TrainForm, SavesAndLoads) {
  const test::TempFolder folder;
  const QString file = toQt(folder.path() / "settings.json");
  writeSettings(file, unusual());
  EXPECT_EQ(toJson(readSettings(file)), toJson(unusual()));

  folder.write("broken.json", "{");
  folder.write("unknown.json", R"({"no_such_setting": 1})");
  folder.write("limits.json", R"({"batch": 1})");
  for (const char* name : {"broken.json", "unknown.json", "limits.json", "missing.json"}) {
    EXPECT_THROW((void)readSettings(toQt(folder.path() / name)), Error) << name;
  }
}

TEST(TrainForm, PresetsAreChosenAndLeft) {
  TrainForm form;
  form.setTrainImages(1600);
  const auto buttons = form.findChildren<QPushButton*>();
  const auto button = [&](Preset preset) {
    for (QPushButton* candidate : buttons) {
      if (candidate->text() == presetName(preset)) {
        return candidate;
      }
    }
    return static_cast<QPushButton*>(nullptr);
  };
  for (const Preset preset : kPresets) {
    ASSERT_NE(button(preset), nullptr);
    button(preset)->click();
    EXPECT_EQ(toJson(form.config()), toJson(presetConfig(preset, 1600)));
    for (const Preset other : kPresets) {
      EXPECT_EQ(button(other)->isChecked(), other == preset);
    }
  }
  form.setTrainImages(28000);
  EXPECT_TRUE(button(Preset::Best)->isChecked()) << "the same preset, for the new data";
  EXPECT_EQ(toJson(form.config()), toJson(presetConfig(Preset::Best, 28000)));

  TrainConfig own = form.config();
  own.learningRate = 0.01;
  form.setConfig(own);
  for (const Preset preset : kPresets) {
    EXPECT_FALSE(button(preset)->isChecked());
  }
}

TEST(TrainForm, APresetLeavesAloneWhatIsNotAboutLearning) {
  TrainConfig base;
  base.name = "mine";
  base.data = "/data/faces";
  base.classes = 7;
  base.seed = 77;
  base.replicas = 3;
  base.checkpointMinutes = 4;
  for (const Preset preset : kPresets) {
    const TrainConfig config = presetConfig(preset, 1600, base);
    EXPECT_EQ(config.name, base.name);
    EXPECT_EQ(config.data, base.data);
    EXPECT_EQ(config.classes, 7);
    EXPECT_EQ(config.seed, 77U);
    EXPECT_EQ(config.replicas, 3);
    EXPECT_EQ(config.checkpointMinutes, 4);
  }
}

TEST(TrainForm, PresetsCanBeTrained) {
  for (const Preset preset : kPresets) {
    for (const std::size_t images : {0, 1, 30, 1600, 28000, 1000000}) {
      EXPECT_NO_THROW(validate(presetConfig(preset, images)));
    }
  }
  EXPECT_EQ(presetConfig(Preset::Quick, 1600).epochs(), 8) << "what mien-cli demo does";
  EXPECT_DOUBLE_EQ(presetConfig(Preset::Quick, 1600).ema, 0.98);
}

TEST(TrainForm, RefusesNamesThatNoFolderCanHave) {
  TrainForm form;
  EXPECT_TRUE(form.hasGoodName());
  auto* name = form.findChild<QLineEdit*>(QString(), Qt::FindChildrenRecursively);
  for (QLineEdit* candidate : form.findChildren<QLineEdit*>()) {
    name = candidate->accessibleName() == QStringLiteral("Name of the run") ? candidate : name;
  }
  QTest::keyClicks(name, QStringLiteral("../a/b"));
  EXPECT_EQ(name->text(), QStringLiteral("ab"));
  TrainConfig config = form.config();
  config.name = "a/b";
  form.setConfig(config);
  EXPECT_FALSE(form.hasGoodName());
}

TEST(StagesEdit, KeepsItsLastStage) {
  StagesEdit edit;
  edit.setStages({{48, 6}});
  const auto removers = [&] {
    auto all = edit.findChildren<QToolButton*>();
    all.removeIf([](const QToolButton* button) { return button->isHidden() || !button->text().isEmpty(); });
    return all;
  };
  ASSERT_EQ(removers().size(), 1);
  EXPECT_FALSE(removers().first()->isEnabled());
  removers().first()->click();
  EXPECT_EQ(edit.stages().size(), 1U);
  edit.setStages({{48, 6}, {64, 2}});
  for (const QToolButton* remover : removers()) {
    EXPECT_TRUE(remover->isEnabled());
  }
}

TEST(TrainFormLimits, TheFormOffersNothingThatTheTrainingRefuses) {
  // Each editor on its own at both of its ends; the other settings are those of the first preset.
  TrainForm form;
  const TrainConfig usual = form.config();
  const auto* stages = form.findChild<StagesEdit*>(); // makes its editors anew, and has limits of its own
  ASSERT_GE(form.findChildren<QSpinBox*>().size(), 3);
  ASSERT_GE(form.findChildren<QDoubleSpinBox*>().size(), 5);
  for (auto* box : form.findChildren<QSpinBox*>()) {
    if (stages->isAncestorOf(box)) {
      continue;
    }
    for (const int value : {box->minimum(), box->maximum()}) {
      form.setConfig(usual);
      box->setValue(value);
      TrainConfig config = form.config();
      config.replicas = 1;
      EXPECT_NO_THROW(validate(config)) << box->accessibleName().toStdString() << " " << value;
    }
  }
  for (auto* box : form.findChildren<QDoubleSpinBox*>()) {
    for (const double value : {box->minimum(), box->maximum()}) {
      form.setConfig(usual);
      box->setValue(value);
      TrainConfig config = form.config();
      config.replicas = 1;
      EXPECT_NO_THROW(validate(config)) << box->accessibleName().toStdString() << " " << value;
    }
  }
}

TEST(StagesEdit, AddsAndRemovesStages) {
  StagesEdit edit;
  edit.setStages({{48, 6}});
  QSignalSpy changed(&edit, &StagesEdit::changed);
  const auto buttons = [&] {
    auto all = edit.findChildren<QToolButton*>();
    all.removeIf([](const QToolButton* button) { return button->isHidden(); });
    return all;
  };
  QToolButton* add = buttons().first();
  for (QToolButton* button : buttons()) {
    add = button->text().isEmpty() ? add : button;
  }
  add->click();
  ASSERT_EQ(edit.stages().size(), 2U);
  EXPECT_EQ(edit.stages().back().size, 64);
  EXPECT_EQ(changed.size(), 1);

  for (QToolButton* button : buttons()) {
    if (button->accessibleName() == QStringLiteral("Remove stage 1")) {
      button->click();
      break;
    }
  }
  ASSERT_EQ(edit.stages().size(), 1U);
  EXPECT_EQ(edit.stages().front().size, 64);
  EXPECT_EQ(changed.size(), 2);
}

TEST(AdaptiveStepSpinBox, ShowsAndStepsNumbersOfAnySize) {
  const mien::test::ScreenLocale locale(QLocale::c());
  AdaptiveStepSpinBox edit(0, 10, 1e-4);
  edit.setValue(0.002);
  EXPECT_EQ(edit.text(), QStringLiteral("0.002"));
  edit.setValue(1e-8);
  EXPECT_EQ(edit.text(), QStringLiteral("0.00000001"));
  edit.setValue(0);
  edit.stepBy(1);
  EXPECT_DOUBLE_EQ(edit.value(), 1e-4);
  edit.stepBy(-1);
  EXPECT_DOUBLE_EQ(edit.value(), 0);
  edit.clear();
  QTest::keyClicks(&edit, QStringLiteral("0.0315"));
  EXPECT_DOUBLE_EQ(edit.value(), 0.0315);
}

TEST(AdaptiveStepSpinBox, WritesInTheUsersLanguage) {
  const mien::test::ScreenLocale locale(QLocale(QStringLiteral("de_DE")));
  AdaptiveStepSpinBox edit(0, 10, 1e-4);
  edit.setValue(0.002);
  EXPECT_EQ(edit.text(), QStringLiteral("0,002"));
  for (const char* keys : {"0,0315", "0.0315"}) {
    edit.setValue(0);
    edit.clear();
    QTest::keyClicks(&edit, QString::fromLatin1(keys));
    EXPECT_DOUBLE_EQ(edit.value(), 0.0315) << keys;
    EXPECT_EQ(edit.text(), QStringLiteral("0,0315")) << keys;
  }
}

TEST(TrainForm, TheWheelDoesNotChangeSettings) {
  TrainForm form;
  form.setConfig(unusual());
  form.show();
  for (QAbstractSpinBox* box : form.findChildren<QAbstractSpinBox*>()) {
    box->clearFocus();
    QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(box, &wheel);
  }
  EXPECT_EQ(toJson(form.config()), toJson(unusual()));
}

} // namespace
} // namespace mien::ui
