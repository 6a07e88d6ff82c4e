#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace mien::ui {

/// Asks for the folder that an export goes to and whether its tables are for spreadsheets. A page that exports more
/// than tables adds what there is to choose.
class ExportDialog : public QDialog {
  Q_OBJECT

public:
  explicit ExportDialog(const QString& title, const QString& folder, QWidget* parent = nullptr);

  [[nodiscard]] QString folder() const;
  [[nodiscard]] bool forSpreadsheets() const; ///< see linesForSpreadsheets()

protected:
  /// Below what is there already, above the line that says what is replaced; ticked. At least one must stay so. Of
  /// `tables` the question about spreadsheets depends.
  QCheckBox* addChoice(const QString& text, bool tables = false);

private:
  void refresh();

  QLineEdit* m_folder;
  QVBoxLayout* m_choices;
  QList<QCheckBox*> m_parts;
  QCheckBox* m_tables = nullptr;
  QCheckBox* m_spreadsheets;
  QWidget* m_last = nullptr; ///< the choice that Tab comes to last
  QPushButton* m_export;
};

} // namespace mien::ui
