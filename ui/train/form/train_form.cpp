#include "ui/train/form/train_form.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/settings_group.h"
#include "ui/train/form/train_groups.h"
#include "ui/train/form/train_presets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace mien::ui {

TrainForm::TrainForm(QWidget* parent)
    : QWidget(parent), m_load(new QPushButton(icon("open"), tr("&Load Settings..."))), m_presetHelp(makeMuted({})),
      m_nameLabel(new QLabel(tr("&Name of the run"))), m_name(new QLineEdit), m_below(new QWidget),
      m_groups(makeTrainGroups(nullptr)) {
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(2, 2, 8, 2);
  column->setSpacing(6);
  column->addWidget(makePresets());
  column->addWidget(m_presetHelp);

  m_nameLabel->setBuddy(m_name);
  m_name->setAccessibleName(tr("Name of the run"));
  m_name->setToolTip(tr("Folder of the run in saved/."));
  // What core's validateRunName() takes; typing anything else does nothing.
  m_name->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[^./\\\\][^/\\\\]{0,99}")), m_name));
  column->addWidget(m_nameLabel);
  column->addWidget(m_name);
  (new QVBoxLayout(m_below))->setContentsMargins({});
  column->addWidget(m_below);
  for (SettingsGroup* group : m_groups) {
    column->addWidget(group);
    connect(group, &SettingsGroup::changed, this, &TrainForm::changed);
  }
  column->addStretch(1);

  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setMinimumWidth(content->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(scroll, 1);
  layout->addWidget(makeFiles());

  connect(m_name, &QLineEdit::textEdited, this, &TrainForm::changed);
  connect(this, &TrainForm::changed, this, &TrainForm::markPreset);
  setConfig(presetConfig(Preset::Balanced, 0));
}

QWidget* TrainForm::makePresets() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  layout->setSpacing(4);
  for (std::size_t i = 0; i < kPresets.size(); ++i) {
    auto* button = new QPushButton(presetName(kPresets[i]));
    button->setCheckable(true);
    button->setToolTip(presetHelp(kPresets[i]));
    button->setAccessibleName(tr("Preset: %1").arg(presetName(kPresets[i])));
    button->setAccessibleDescription(presetHelp(kPresets[i]));
    connect(button, &QPushButton::clicked, this, [this, i] { apply(i); });
    layout->addWidget(button, 1);
    m_presets[i] = button;
  }
  return row;
}

QWidget* TrainForm::makeFiles() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(2, 0, 8, 0); // in line with what scrolls above
  auto* save = new QPushButton(icon("save"), tr("Sav&e Settings..."));
  m_load->setToolTip(tr("Takes all settings from a file, for example the config.json of a run."));
  save->setToolTip(tr("Writes all settings to a file that can be loaded again."));
  connect(m_load, &QPushButton::clicked, this, &TrainForm::loadRequested);
  connect(save, &QPushButton::clicked, this, &TrainForm::saveRequested);
  layout->addWidget(m_load, 1);
  layout->addWidget(save, 1);
  return row;
}

TrainConfig TrainForm::config() const {
  TrainConfig config;
  config.name = toPath(m_name->text().trimmed()).string();
  config.data = toPath(m_data).string();
  for (const SettingsGroup* group : m_groups) {
    group->read(config);
  }
  return config;
}

void TrainForm::setConfig(const TrainConfig& config) {
  m_name->setText(toQt(config.name));
  m_data = toQt(config.data);
  for (SettingsGroup* group : m_groups) {
    group->show(config);
  }
  emit changed();
}

void TrainForm::setFreeName(const QString& name) { m_name->setPlaceholderText(name); }

void TrainForm::setTrainImages(std::size_t count) {
  const auto before = presetOf(config(), m_trainImages);
  m_trainImages = count;
  if (before) { // a preset that was chosen stays chosen for the new data
    setConfig(presetConfig(*before, count, config()));
  } else {
    markPreset();
  }
}

void TrainForm::insertBelowName(QWidget* widget) { m_below->layout()->addWidget(widget); }

void TrainForm::clearName() {
  m_name->clear();
  emit changed();
}

void TrainForm::setEditable(bool editable) {
  for (QPushButton* button : m_presets) {
    button->setEnabled(editable);
  }
  m_load->setEnabled(editable);
  m_nameLabel->setEnabled(editable);
  m_name->setEnabled(editable);
  for (SettingsGroup* group : m_groups) {
    group->setEditable(editable);
  }
}

bool TrainForm::hasGoodName() const { return m_name->text().isEmpty() || m_name->hasAcceptableInput(); }

void TrainForm::apply(std::size_t preset) { setConfig(presetConfig(kPresets[preset], m_trainImages, config())); }

void TrainForm::markPreset() {
  const auto preset = presetOf(config(), m_trainImages);
  for (std::size_t i = 0; i < m_presets.size(); ++i) {
    m_presets[i]->setChecked(preset == kPresets[i]);
  }
  m_presetHelp->setText(preset ? presetHelp(*preset) : tr("Your own settings. A preset above replaces them."));
}

} // namespace mien::ui
