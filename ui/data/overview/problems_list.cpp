#include "ui/data/overview/problems_list.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/wrapping_delegate.h"
#include "ui/workspace/show_in_folder.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string_view>

namespace mien::ui {

namespace {

constexpr int kFileRole = Qt::UserRole; // the example as core gave it
constexpr int kHarmlessRole = Qt::UserRole + 1;

/// Kinds that Mien has dealt with: nothing is lost and nothing is to be done.
bool harmless(const DatasetProblem& problem) {
  static constexpr std::array<std::string_view, 7> kHarmless{
      "junk_row", "extra_columns", "other_files", "other_size", "colour_image", "byte_order_mark", "windows_line_ends"};
  return std::ranges::find(kHarmless, problem.kind) != kHarmless.end();
}

/// The first file of "a" or of "a = b".
std::string firstFile(const std::string& example) { return example.substr(0, example.find(" = ")); }

} // namespace

ProblemsList::ProblemsList(QWidget* parent) : Card(parent), m_hint(makeMuted({}, this)), m_tree(new QTreeWidget(this)) {
  m_tree->setColumnCount(2);
  m_tree->setHeaderHidden(true);
  m_tree->header()->setStretchLastSection(false);
  m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setWordWrap(true);
  m_tree->setItemDelegate(new WrappingDelegate(m_tree));
  m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
  m_tree->setAccessibleName(tr("Problems found in the data set"));
  connect(m_tree, &QTreeWidget::itemActivated, this,
          [this](const QTreeWidgetItem* item) { openFolder(item->data(0, kFileRole).toByteArray()); });
  connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &ProblemsList::showMenu);

  connect(&Theme::instance(), &Theme::changed, this, &ProblemsList::recolour);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(14, 12, 14, 12);
  layout->addWidget(makeHeading(tr("Problems found"), this));
  layout->addWidget(m_hint);
  m_hint->setAlignment(Qt::AlignTop);
  layout->addWidget(m_tree, 1);
}

void ProblemsList::setProblems(const std::filesystem::path& root, const std::vector<DatasetProblem>& problems) {
  m_root = root;
  m_tree->clear();
  for (const DatasetProblem& problem : problems) {
    QString description = toQt(problem.description);
    description.replace(0, 1, description.left(1).toUpper());
    auto* line = new QTreeWidgetItem(m_tree, {description, countText(problem.count)});
    line->setData(0, kHarmlessRole, harmless(problem));
    line->setToolTip(0, line->text(0));
    line->setTextAlignment(1, Qt::AlignRight | Qt::AlignTop);
    for (const std::string& example : problem.examples) {
      auto* file = new QTreeWidgetItem(line, {pathText(std::filesystem::path(example))});
      file->setData(0, kFileRole, QByteArray::fromStdString(example));
      file->setToolTip(0, tr("%1\nDouble click to open its folder.").arg(file->text(0)));
      file->setFirstColumnSpanned(true);
    }
    if (problem.count > problem.examples.size()) {
      auto* more =
          new QTreeWidgetItem(line, {tr("and %1 more").arg(countText(problem.count - problem.examples.size()))});
      more->setFlags(Qt::NoItemFlags);
      more->setFirstColumnSpanned(true);
    }
  }
  recolour();
  m_hint->setText(problems.empty() ? tr("None: every image and every label could be read.")
                                   : tr("Open a line to see some of the files; open a file to see its folder."));
  m_tree->setVisible(!problems.empty());
  if (problems.size() == 1) {
    m_tree->expandAll();
  }
  qobject_cast<QVBoxLayout*>(layout())->setStretchFactor(m_hint, problems.empty() ? 1 : 0); // it keeps the heading up
}

void ProblemsList::recolour() {
  const ThemeColors& colors = Theme::instance().colors();
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    QTreeWidgetItem& line = *m_tree->topLevelItem(i);
    line.setIcon(0, line.data(0, kHarmlessRole).toBool() ? icon("info", colors.mutedText)
                                                         : icon("warning", colors.warning));
  }
}

void ProblemsList::openFolder(const QByteArray& example) {
  if (!example.isEmpty()) {
    showInFolder(m_root, firstFile(example.toStdString()));
  }
}

void ProblemsList::showMenu(const QPoint& position) {
  const QTreeWidgetItem* item = m_tree->itemAt(position); // may go while the menu is open
  if (item == nullptr || item->data(0, kFileRole).isNull()) {
    return;
  }
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(icon("folder"), tr("&Open Folder"), this,
                  [this, example = item->data(0, kFileRole).toByteArray()] { openFolder(example); });
  menu->addAction(icon("copy"), tr("&Copy Name"), this,
                  [name = item->text(0)] { QGuiApplication::clipboard()->setText(name); });
  menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace mien::ui
