#pragma once

#include "core/train/train_config.h"

#include <QWidget>

#include <array>
#include <cstddef>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mien::ui {

class SettingsGroup;

/// All settings of a training: presets, the run's name and the groups, in a column that scrolls.
class TrainForm : public QWidget {
  Q_OBJECT

public:
  explicit TrainForm(QWidget* parent = nullptr);

  /// What the form says. The name is empty where the user gave none; `data` is what setConfig() was given.
  [[nodiscard]] TrainConfig config() const;
  void setConfig(const TrainConfig& config); ///< changed() follows

  void setFreeName(const QString& name);  ///< shown where the user gives none
  void setTrainImages(std::size_t count); ///< of the open data set, for the presets; 0: none
  void insertBelowName(QWidget* widget);  ///< puts a widget between the name and the groups
  void clearName();                       ///< it is taken now; changed() follows
  void setEditable(bool editable);        ///< false while they are in use: they can be read, not changed
  [[nodiscard]] bool hasGoodName() const; ///< one that a folder can have, or none

signals:
  void changed();
  void loadRequested();
  void saveRequested();

private:
  QWidget* makePresets();
  QWidget* makeFiles();
  void apply(std::size_t preset);
  void markPreset();

  QString m_data;
  std::size_t m_trainImages = 0;
  std::array<QPushButton*, 3> m_presets{};
  QPushButton* m_load;
  QLabel* m_presetHelp;
  QLabel* m_nameLabel;
  QLineEdit* m_name;
  QWidget* m_below;
  std::vector<SettingsGroup*> m_groups;
};

} // namespace mien::ui
