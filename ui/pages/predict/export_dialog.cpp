#include "ui/pages/predict/export_dialog.h"

#include "ui/support/icons.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace mien::ui {

PredictExportDialog::PredictExportDialog(const QString& folder, QWidget* parent)
    : QDialog(parent), m_folder(new QLineEdit(folder)),
      m_csv(new QCheckBox(tr("&Tables of the faces (predictions.csv, for videos in the folder videos)"))),
      m_json(new QCheckBox(tr("&Everything about each image and video (predictions.json)"))),
      m_pictures(new QCheckBox(tr("&Pictures and videos with boxes and labels (in the folder annotated)"))),
      m_spreadsheets(new QCheckBox(tr("Tables for &spreadsheets"))) {
  setWindowTitle(tr("Export Results"));
  for (QCheckBox* box : {m_csv, m_json, m_pictures}) {
    box->setChecked(true);
    connect(box, &QCheckBox::toggled, this, &PredictExportDialog::refresh);
  }
  m_spreadsheets->setToolTip(
      tr("Marks the tables as UTF-8 and puts an apostrophe before names that look like formulas. In Excel open them "
         "with Data, From Text/CSV: File Origin 65001 UTF-8, Delimiter Comma; where numbers have a decimal comma, "
         "choose Transform Data and English (United States) as the locale. Programs want it off."));
  m_folder->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
  m_folder->setAccessibleName(tr("Folder"));
  auto* label = new QLabel(tr("&Folder:"));
  label->setBuddy(m_folder);
  auto* browse = new QPushButton(icon("folder"), tr("&Browse..."));
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the Results"), m_folder->text());
    if (!chosen.isEmpty()) {
      m_folder->setText(chosen);
    }
  });
  connect(m_folder, &QLineEdit::textChanged, this, &PredictExportDialog::refresh);
  auto* line = new QHBoxLayout;
  line->addWidget(label);
  line->addWidget(m_folder, 1);
  line->addWidget(browse);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  m_export = buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
  m_export->setIcon(icon("export"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(line);
  layout->addWidget(m_csv);
  auto* indented = new QHBoxLayout;
  indented->addSpacing(style()->pixelMetric(QStyle::PM_IndicatorWidth) + 8);
  indented->addWidget(m_spreadsheets);
  layout->addLayout(indented);
  layout->addWidget(m_json);
  layout->addWidget(m_pictures);
  layout->addWidget(makeMuted(tr("An earlier export in this folder is replaced; other files only if you say so.")));
  layout->addWidget(buttons);
  refresh();
}

QString PredictExportDialog::folder() const { return m_folder->text().trimmed(); }
bool PredictExportDialog::csv() const { return m_csv->isChecked(); }
bool PredictExportDialog::json() const { return m_json->isChecked(); }
bool PredictExportDialog::pictures() const { return m_pictures->isChecked(); }
bool PredictExportDialog::forSpreadsheets() const { return m_spreadsheets->isChecked(); }

void PredictExportDialog::refresh() {
  m_spreadsheets->setEnabled(csv());
  m_export->setEnabled(!folder().isEmpty() && (csv() || json() || pictures()));
}

} // namespace mien::ui
