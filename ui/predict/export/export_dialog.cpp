#include "ui/predict/export/export_dialog.h"

#include <QCheckBox>

namespace mien::ui {

PredictExportDialog::PredictExportDialog(const QString& folder, QWidget* parent)
    : ExportDialog(tr("Export Results"), folder, parent),
      m_csv(addChoice(tr("&Tables of the faces (predictions.csv, for videos in the folder videos)"), true)),
      m_json(addChoice(tr("&Everything about each image and video (predictions.json)"))),
      m_pictures(addChoice(tr("&Pictures and videos with boxes and labels (in the folder annotated)"))) {}

bool PredictExportDialog::csv() const { return m_csv->isChecked(); }
bool PredictExportDialog::json() const { return m_json->isChecked(); }
bool PredictExportDialog::pictures() const { return m_pictures->isChecked(); }

} // namespace mien::ui
