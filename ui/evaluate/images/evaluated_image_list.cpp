#include "ui/evaluate/images/evaluated_image_list.h"

#include "ui/evaluate/images/evaluated_image_delegate.h"
#include "ui/evaluate/images/evaluated_image_list_model.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mien::ui {

EvaluatedImageList::EvaluatedImageList(QWidget* parent)
    : QWidget(parent), m_heading(makeMuted(QString(), this)), m_view(new QListView(this)),
      m_model(new EvaluatedImageListModel(this)), m_delegate(new EvaluatedImageDelegate(this)) {
  m_view->setModel(m_model);
  m_view->setItemDelegate(m_delegate);
  m_view->setUniformItemSizes(true);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would change the columns
  m_view->setFlow(QListView::LeftToRight);
  m_view->setWrapping(true);
  m_view->setMinimumWidth(30 * fontMetrics().averageCharWidth());
  m_view->viewport()->installEventFilter(this);
  m_view->setResizeMode(QListView::Adjust);
  m_view->setAccessibleName(tr("Images"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_heading);
  layout->addWidget(m_view, 1);
  connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

void EvaluatedImageList::setSource(std::shared_ptr<const EvaluationResult> result,
                                   std::shared_ptr<const Dataset> dataset) {
  m_model->setSource(std::move(result), std::move(dataset));
}

void EvaluatedImageList::setOther(std::shared_ptr<const EvaluationResult> other) {
  m_delegate->setLines(other ? 3 : 2);
  m_model->setOther(std::move(other));
}

void EvaluatedImageList::setImages(const QString& heading, const QVector<int>& images) {
  m_heading->setText(heading);
  m_model->setImages(images);
  m_view->setAccessibleDescription(heading);
  m_view->scrollToTop();
}

bool EvaluatedImageList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_view->viewport() && event->type() == QEvent::Resize) {
    arrangeColumns();
  }
  return QWidget::eventFilter(watched, event);
}

void EvaluatedImageList::arrangeColumns() {
  const int width = m_view->viewport()->width() - 1;
  const int columns = std::max(1, width / EvaluatedImageDelegate::comfortableWidth(m_view->fontMetrics()));
  m_delegate->setCellWidth(width / columns);
  emit m_delegate->sizeHintChanged({});
}

const QVector<int>& EvaluatedImageList::images() const { return m_model->images(); }

QString EvaluatedImageList::heading() const { return m_heading->text(); }

} // namespace mien::ui
