#include "ui/data/overview/overview.h"

#include "core/data/class_counts.h"
#include "ui/data/overview/problems_list.h"
#include "ui/data/overview/samples_chart.h"
#include "ui/look/labels.h"
#include "ui/text/label_policies.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace mien::ui {

DataOverview::DataOverview(QWidget* parent)
    : QWidget(parent), m_images(new MetricTile(tr("Images"))), m_train(new MetricTile(splitTitle(0))),
      m_valid(new MetricTile(splitTitle(1))), m_test(new MetricTile(splitTitle(2))),
      m_side(new MetricTile(tr("Image size"))), m_kept(new MetricTile(tr("With a label"))), m_measure(new QComboBox),
      m_chart(new SamplesChart), m_problems(new ProblemsList) {
  m_measure->addItem(tr("Images"));
  m_measure->addItem(tr("Share of the split"));
  m_measure->setAccessibleName(tr("What the bars show"));
  m_measure->setToolTip(tr("Shares make the splits comparable"));
  connect(m_measure, &QComboBox::currentIndexChanged, m_chart, [this](int index) { m_chart->setShares(index == 1); });
  connect(m_chart, &SamplesChart::barActivated, this, &DataOverview::imagesRequested);

  auto* tiles = new QHBoxLayout;
  tiles->setSpacing(10);
  for (MetricTile* tile : {m_images, m_train, m_valid, m_test, m_side, m_kept}) {
    tiles->addWidget(tile, 1);
  }

  auto* title = new QHBoxLayout;
  title->addWidget(makeHeading(tr("Images of each emotion")));
  title->addStretch();
  title->addWidget(m_measure);
  auto* card = new Card;
  auto* inCard = new QVBoxLayout(card);
  inCard->setContentsMargins(14, 12, 14, 10);
  inCard->addLayout(title);
  inCard->addWidget(m_chart, 1);

  auto* lower = new QHBoxLayout;
  lower->setSpacing(10);
  lower->addWidget(card, 5);
  lower->addWidget(m_problems, 2);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 10, 0, 0);
  layout->setSpacing(10);
  layout->addLayout(tiles);
  layout->addLayout(lower, 1);
}

void DataOverview::setDataset(const std::shared_ptr<const Dataset>& dataset, LabelPolicy policy) {
  if (!dataset) {
    return;
  }
  showFigures(*dataset);
  const ClassCounts counts = countClasses(*dataset, policy, kEmotionCount);
  m_chart->setCounts(counts);
  std::size_t kept = 0;
  for (const auto& split : counts) {
    for (const std::size_t count : split) {
      kept += count;
    }
  }
  const auto all = static_cast<double>(dataset->samples.size());
  m_kept->setFigure(
      percentText(all > 0 ? static_cast<double>(kept) / all : 0),
      tr("The label policy keeps %1 of %2 images.").arg(countText(kept), countText(dataset->samples.size())));
  m_problems->setProblems(dataset->root, dataset->summary.problems);
}

void DataOverview::showFigures(const Dataset& dataset) {
  const auto& images = dataset.summary.images;
  m_images->setFigure(countText(dataset.samples.size()), dataset.summary.inMemory
                                                             ? tr("All images are held in memory.")
                                                             : tr("Images are read from disk as they are needed."));
  m_train->setFigure(countText(images[0]), tr("Images that training learns from."));
  m_valid->setFigure(countText(images[1]), tr("Images that choose the best epoch."));
  m_test->setFigure(countText(images[2]), tr("Images that no training sees."));
  m_side->setFigure(tr("%L1 px").arg(dataset.summary.commonSide), tr("The commonest side of the images on disk."));
}

} // namespace mien::ui
