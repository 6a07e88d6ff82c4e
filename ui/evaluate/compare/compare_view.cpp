#include "ui/evaluate/compare/compare_view.h"

#include "ui/evaluate/compare/comparison.h"
#include "ui/evaluate/images/evaluated_image_list.h"
#include "ui/look/table_style.h"
#include "ui/look/theme.h"
#include "ui/models/model_picker.h"
#include "ui/text/model_title.h"
#include "ui/text/number_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/empty_state_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace mien::ui {

namespace {

QTableWidgetItem* numberItem(const QString& text) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  return item;
}

} // namespace

CompareView::CompareView(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_picker(new ModelPicker(workspace, this)), m_compare(new QPushButton(tr("Com&pare"), this)),
      m_kind(new QComboBox(this)), m_figures(new QTableWidget(0, 4, this)), m_verdict(new QLabel(this)),
      m_images(new EvaluatedImageList(this)), m_stack(new QStackedWidget(this)) {
  auto* caption = new QLabel(tr("Compare &with:"), this);
  caption->setBuddy(m_picker);
  auto* line = new QHBoxLayout;
  line->addWidget(caption);
  line->addWidget(m_picker, 1);
  line->addWidget(m_compare);
  line->addStretch(1);

  m_figures->setAccessibleName(tr("Figures of both models"));
  m_figures->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_figures->setSelectionBehavior(QAbstractItemView::SelectRows);
  styleTable(*m_figures);
  m_kind->setAccessibleName(tr("Which images"));
  m_kind->addItem(tr("All disagreements"), static_cast<int>(Disagreement::Any));
  m_kind->addItem(tr("Only the first model is right"), static_cast<int>(Disagreement::OnlyFirstRight));
  m_kind->addItem(tr("Only the second model is right"), static_cast<int>(Disagreement::OnlySecondRight));

  auto* right = new QWidget(this);
  auto* rightLayout = new QVBoxLayout(right);
  rightLayout->setContentsMargins({});
  rightLayout->addWidget(m_kind);
  rightLayout->addWidget(m_images, 1);
  auto* splitter = new QSplitter(this);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(10);
  splitter->addWidget(m_figures);
  splitter->addWidget(right);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setSizes({600, 400});
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(line);
  m_verdict->setWordWrap(true);
  m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
  layout->addWidget(m_verdict);
  auto* empty = new EmptyStatePanel(this);
  empty->showState("evaluate", tr("Choose a second model and compare."),
                   tr("The figures of both and the images on which they disagree come here."), {});
  m_stack->addWidget(empty);
  m_stack->addWidget(splitter);
  layout->setContentsMargins(0, 9, 0, 0);
  layout->addWidget(m_stack, 1);

  connect(m_compare, &QPushButton::clicked, this, [this] { emit compareRequested(m_picker->file()); });
  connect(m_picker, &ModelPicker::changed, this, &CompareView::refresh);
  connect(m_kind, &QComboBox::currentIndexChanged, this, &CompareView::showImages);
  connect(&Theme::instance(), &Theme::changed, this, &CompareView::showFigures);
  refresh();
}

void CompareView::setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset) {
  m_result = result;
  m_images->setSource(std::move(result), std::move(dataset));
  setOther(nullptr);
}

void CompareView::setOther(std::shared_ptr<const EvaluationResult> other) {
  m_other = std::move(other);
  m_images->setOther(m_other);
  showFigures();
  showImages();
  refresh();
}

void CompareView::setRunning(bool running) {
  m_running = running;
  refresh();
}

void CompareView::refresh() {
  m_compare->setEnabled(m_result != nullptr && !m_running && !m_picker->file().isEmpty());
  m_compare->setText(m_running ? tr("Evaluating…") : tr("Com&pare"));
  m_stack->setCurrentIndex(m_other != nullptr ? 1 : 0);
  m_verdict->setVisible(m_other != nullptr);
}

void CompareView::showFigures() {
  m_figures->setRowCount(0);
  if (!m_other) {
    return;
  }
  m_verdict->setText(pairedVerdict(pairedCounts(*m_result, *m_other)));
  const ThemeColors& theme = Theme::instance().colors();
  m_figures->setHorizontalHeaderLabels(
      {tr("Figure"), modelTitle(toQt(m_result->weights)), modelTitle(toQt(m_other->weights)), tr("Difference")});
  for (const ComparedFigure& figure : compareFigures(*m_result, *m_other)) {
    const int row = m_figures->rowCount();
    m_figures->insertRow(row);
    const double difference = figure.second - figure.first;
    const double step = 0.5 * std::pow(10.0, -figure.decimals);
    const auto text = [&figure](double value) { return QLocale().toString(value, 'f', figure.decimals); };
    m_figures->setItem(row, 0, new QTableWidgetItem(figure.name));
    m_figures->setItem(row, 1, numberItem(text(figure.first)));
    m_figures->setItem(row, 2, numberItem(text(figure.second)));
    auto* change = numberItem(difference > step ? QLatin1Char('+') + text(difference) : text(difference));
    if (std::abs(difference) > step) {
      const bool better = (difference > 0) == (figure.better == ComparedFigure::Better::Higher);
      change->setForeground(better ? theme.success : theme.danger);
      change->setToolTip(better ? tr("The second model is better.") : tr("The second model is worse."));
    }
    m_figures->setItem(row, 3, change);
  }
  m_figures->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  m_figures->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

void CompareView::showImages() {
  if (!m_other) {
    m_images->setImages({}, {});
    return;
  }
  const QVector<int> images =
      disagreements(*m_result, *m_other, static_cast<Disagreement>(m_kind->currentData().toInt()));
  m_images->setImages(tr("Images: %1").arg(countText(static_cast<qulonglong>(images.size()))), images);
}

} // namespace mien::ui
