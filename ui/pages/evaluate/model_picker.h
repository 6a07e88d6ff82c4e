#pragma once

#include <QWidget>

class QComboBox;

namespace mien::ui {

class Workspace;

/// Chooses a weights file: the models of the runs in saved/, the model in use, or any other file.
class ModelPicker : public QWidget {
  Q_OBJECT

public:
  explicit ModelPicker(Workspace& workspace, QWidget* parent = nullptr);

  [[nodiscard]] QString file() const; ///< empty: none
  void setFile(const QString& file);  ///< adds it where it is not among the choices
  void refresh();                     ///< reads the runs anew
  [[nodiscard]] QComboBox& box() const { return *m_box; }

signals:
  void changed();
  void failed(const QString& message); ///< the runs cannot be read

private:
  void browse();

  Workspace& m_workspace;
  QComboBox* m_box;
};

/// How a weights file is called on this page: the name of its run, or of the file where it has none.
[[nodiscard]] QString modelTitle(const QString& file);

} // namespace mien::ui
