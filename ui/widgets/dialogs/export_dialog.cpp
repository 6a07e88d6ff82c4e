#include "ui/widgets/dialogs/export_dialog.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

ExportDialog::ExportDialog(const QString& title, const QString& folder, QWidget* parent)
    : QDialog(parent), m_folder(new QLineEdit(folder)), m_choices(new QVBoxLayout),
      m_spreadsheets(new QCheckBox(tr("Tables for &spreadsheets"))) {
  setWindowTitle(title);
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
  connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::refresh);
  auto* line = new QHBoxLayout;
  line->addWidget(label);
  line->addWidget(m_folder, 1);
  line->addWidget(browse);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  m_export = buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
  m_export->setIcon(icon("export"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  m_choices->addWidget(m_spreadsheets);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(line);
  layout->addLayout(m_choices);
  layout->addWidget(makeMuted(tr("An earlier export in this folder is replaced; other files only if you say so.")));
  layout->addWidget(buttons);
  m_last = m_spreadsheets;
  refresh();
}

QString ExportDialog::folder() const { return m_folder->text().trimmed(); }

bool ExportDialog::forSpreadsheets() const { return m_spreadsheets->isEnabled() && m_spreadsheets->isChecked(); }

QCheckBox* ExportDialog::addChoice(const QString& text, bool tables) {
  auto* box = new QCheckBox(text);
  box->setChecked(true);
  m_parts.append(box);
  if (tables) {
    m_tables = box;
    m_choices->insertWidget(m_choices->indexOf(m_spreadsheets), box);
    auto* indented = new QHBoxLayout;
    indented->addSpacing(style()->pixelMetric(QStyle::PM_IndicatorWidth) + 8);
    indented->addWidget(m_spreadsheets); // takes it away from where it was
    m_choices->addLayout(indented);
    setTabOrder(m_spreadsheets->previousInFocusChain(), box);
  } else {
    m_choices->addWidget(box);
    setTabOrder(m_last, box);
    m_last = box;
  }
  connect(box, &QCheckBox::toggled, this, &ExportDialog::refresh);
  refresh();
  return box;
}

void ExportDialog::refresh() {
  m_spreadsheets->setEnabled(m_tables == nullptr || m_tables->isChecked());
  const bool any = m_parts.isEmpty() || std::ranges::any_of(m_parts, &QCheckBox::isChecked);
  m_export->setEnabled(!folder().isEmpty() && any);
}

} // namespace mien::ui
