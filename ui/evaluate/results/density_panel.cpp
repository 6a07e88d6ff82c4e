#include "ui/evaluate/results/density_panel.h"

#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/evaluate/images/evaluated_image_list.h"

#include "ui/text/number_text.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace mien::ui {

DensityPanel::DensityPanel(QWidget* parent)
    : QWidget(parent), m_view(new DensityView(this)), m_images(new EvaluatedImageList(this)) {
  auto* splitter = new QSplitter(this);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(10);
  splitter->addWidget(m_view);
  splitter->addWidget(m_images);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setSizes({600, 400});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 9, 0, 0);
  layout->addWidget(splitter);
  connect(&m_view->chart(), &DensityChart::imagesSelected, this, &DensityPanel::showImages);
  showImages({});
}

void DensityPanel::setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset) {
  m_result = result;
  m_view->chart().clear();
  m_images->setSource(std::move(result), std::move(dataset));
  showImages({});
}

void DensityPanel::setSubset(const EvaluationSubset& subset) { m_view->setImages(m_result, subset.images); }

void DensityPanel::showImages(const QVector<int>& images) {
  m_images->setImages(
      images.isEmpty() ? (m_view->chart().hasRectangle() ? tr("There is no image in the rectangle.")
                                                         : tr("Draw a rectangle on the plot to see the images in it."))
                       : tr("Images in the rectangle: %1").arg(countText(static_cast<qulonglong>(images.size()))),
      images);
}

} // namespace mien::ui
