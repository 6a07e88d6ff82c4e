#pragma once

#include <QWidget>

class QComboBox;

namespace mien::ui {

class Workspace;

/// Chooses a weights file: the model that Mien comes with, those of the runs in saved/, the model in use, or any other
/// file.
class ModelPicker : public QWidget {
  Q_OBJECT

public:
  explicit ModelPicker(Workspace& workspace, QWidget* parent = nullptr);

  [[nodiscard]] QString file() const; ///< empty: none
  void setFile(const QString& file);  ///< adds it where it is not among the choices
  void refresh();                     ///< reads the runs anew; done by itself whenever it comes into view
  [[nodiscard]] QComboBox& box() const { return *m_box; }

  /// Shows the model in use and opens what is chosen instead. One that is refused is not shown as chosen.
  void followModelInUse();

signals:
  void changed();
  void failed(const QString& message); ///< the runs cannot be read

protected:
  void showEvent(QShowEvent* event) override;

private:
  void browse();
  void addModel(const QString& file, bool demo);

  Workspace& m_workspace;
  QComboBox* m_box;
};

} // namespace mien::ui
