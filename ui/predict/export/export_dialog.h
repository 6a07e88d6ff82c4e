#pragma once

#include "ui/widgets/dialogs/export_dialog.h"

namespace mien::ui {

/// Asks what of the results to export and where to.
class PredictExportDialog : public ExportDialog {
  Q_OBJECT

public:
  explicit PredictExportDialog(const QString& folder, QWidget* parent = nullptr);

  [[nodiscard]] bool csv() const;
  [[nodiscard]] bool json() const;
  [[nodiscard]] bool pictures() const;

private:
  QCheckBox* m_csv;
  QCheckBox* m_json;
  QCheckBox* m_pictures;
};

} // namespace mien::ui
