#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace mien::ui {

/// Asks what of the results to export and where to.
class PredictExportDialog : public QDialog {
  Q_OBJECT

public:
  explicit PredictExportDialog(const QString& folder, QWidget* parent = nullptr);

  [[nodiscard]] QString folder() const;
  [[nodiscard]] bool csv() const;
  [[nodiscard]] bool json() const;
  [[nodiscard]] bool pictures() const;
  [[nodiscard]] bool forSpreadsheets() const;

private:
  void refresh();

  QLineEdit* m_folder;
  QCheckBox* m_csv;
  QCheckBox* m_json;
  QCheckBox* m_pictures;
  QCheckBox* m_spreadsheets; ///< of the tables
  QPushButton* m_export;
};

} // namespace mien::ui
