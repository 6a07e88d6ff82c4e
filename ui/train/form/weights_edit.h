#pragma once

#include <QWidget>

class QLineEdit;

namespace mien::ui {

/// The path of a weights file, with a button to choose it.
class WeightsEdit : public QWidget {
  Q_OBJECT

public:
  explicit WeightsEdit(QWidget* parent = nullptr);

  [[nodiscard]] QString file() const; ///< empty: none
  void setFile(const QString& file);  ///< no changed()

signals:
  void changed(); ///< by the user

private:
  void choose();

  QLineEdit* m_file;
};

} // namespace mien::ui
