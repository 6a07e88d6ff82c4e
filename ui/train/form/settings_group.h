#pragma once

#include "core/train/train_config.h"
#include "ui/train/form/adaptive_step_spin_box.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSpinBox>
#include <QString>
#include <QVector>
#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QGridLayout;
class QToolButton;

namespace mien::ui {

/// Settings that belong together under a heading that folds them away. Each row has a name, an editor and a sentence of
/// help; `get` is a generic lambda that returns a reference to the row's member of a TrainConfig.
class SettingsGroup : public QWidget {
  Q_OBJECT

public:
  explicit SettingsGroup(const QString& title, QWidget* parent = nullptr);

  void setExpanded(bool expanded);
  [[nodiscard]] bool isExpanded() const;
  void setEditable(bool editable);

  void show(const TrainConfig& config); ///< in the editors; no changed()
  void read(TrainConfig& config) const; ///< from the editors

  using Read = std::function<void(TrainConfig&)>;
  using Show = std::function<void(const TrainConfig&)>;
  void addRow(const QString& name, QWidget* editor, const QString& help, Read read, Show show);

  /// A whole number. `atLow` stands instead of the lowest one, if not empty.
  template <class Get>
  QSpinBox* addWhole(const QString& name, const QString& help, int low, int high, Get get, const QString& atLow = {}) {
    auto* editor = new QSpinBox;
    WheelGuard::protect(editor);
    editor->setRange(low, high);
    editor->setSpecialValueText(atLow);
    connect(editor, &QSpinBox::valueChanged, this, &SettingsGroup::changed);
    addRow(
        name, editor, help, [editor, get](TrainConfig& c) { get(c) = editor->value(); },
        [editor, get](const TrainConfig& c) { editor->setValue(get(c)); });
    return editor;
  }

  template <class Get>
  AdaptiveStepSpinBox* addReal(const QString& name, const QString& help, double low, double high, double firstStep,
                               Get get, const QString& atLow = {}) {
    auto* editor = new AdaptiveStepSpinBox(low, high, firstStep);
    WheelGuard::protect(editor);
    editor->setSpecialValueText(atLow);
    connect(editor, &QDoubleSpinBox::valueChanged, this, &SettingsGroup::changed);
    addRow(
        name, editor, help, [editor, get](TrainConfig& c) { get(c) = editor->value(); },
        [editor, get](const TrainConfig& c) { editor->setValue(get(c)); });
    return editor;
  }

  template <class Get> QCheckBox* addSwitch(const QString& name, const QString& help, Get get) {
    auto* editor = new QCheckBox;
    connect(editor, &QCheckBox::toggled, this, &SettingsGroup::changed);
    addRow(
        name, editor, help, [editor, get](TrainConfig& c) { get(c) = editor->isChecked(); },
        [editor, get](const TrainConfig& c) { editor->setChecked(get(c)); });
    return editor;
  }

  template <class Value, class Get>
  QComboBox* addChoice(const QString& name, const QString& help, const QVector<std::pair<QString, Value>>& choices,
                       Get get) {
    auto* editor = new QComboBox;
    WheelGuard::protect(editor);
    for (const auto& [text, value] : choices) {
      editor->addItem(text, static_cast<int>(value));
    }
    connect(editor, &QComboBox::currentIndexChanged, this, &SettingsGroup::changed);
    addRow(
        name, editor, help,
        [editor, get](TrainConfig& c) { get(c) = static_cast<Value>(editor->currentData().toInt()); },
        [editor, get](const TrainConfig& c) { editor->setCurrentIndex(editor->findData(static_cast<int>(get(c)))); });
    return editor;
  }

signals:
  void changed(); ///< by the user

private:
  QToolButton* m_header;
  QWidget* m_body;
  QGridLayout* m_rows;
  std::vector<Read> m_read;
  std::vector<Show> m_show;
};

} // namespace mien::ui
