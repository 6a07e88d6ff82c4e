#include "ui/data/inspector/image_inspector.h"

#include "ui/data/inspector/augment_view.h"
#include "ui/data/inspector/policies_view.h"
#include "ui/data/inspector/votes_view.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/pictures/gray_images.h"
#include "ui/text/label_policies.h"
#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/show_in_folder.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace mien::ui {

namespace {

constexpr int kGap = 14; // between the sections

} // namespace

ImageInspector::ImageInspector(QWidget* parent)
    : QScrollArea(parent), m_content(new QWidget), m_hint(makeMuted(tr("Choose an image to see it large, with its "
                                                                       "votes."))),
      m_picture(new QLabel), m_file(new ElidedLabel), m_facts(makeMuted({})), m_problem(new MessageBanner),
      m_votes(new VotesView), m_policies(new PoliciesView), m_augment(new AugmentView),
      m_strength(new QSlider(Qt::Horizontal)) {
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setBackgroundRole(QPalette::Base);
  setAccessibleName(tr("Chosen image"));
  m_picture->setAlignment(Qt::AlignHCenter);
  m_picture->setAccessibleName(tr("The chosen image, enlarged"));
  m_hint->setAlignment(Qt::AlignCenter);
  m_file->setFont(scaledFont(*m_file, 1.0, QFont::DemiBold));

  auto* folder = new QToolButton;
  folder->setIcon(icon("folder"));
  folder->setAutoRaise(true);
  folder->setToolTip(tr("Open the folder of this image"));
  folder->setAccessibleName(folder->toolTip());
  connect(folder, &QToolButton::clicked, this, &ImageInspector::openFolder);
  auto* title = new QHBoxLayout;
  title->addWidget(m_file, 1);
  title->addWidget(folder);

  constexpr int kPercentSteps = 200;
  m_strength->setRange(0, kPercentSteps);
  m_strength->setValue(100);
  m_strength->setPageStep(25);
  m_strength->setAccessibleName(tr("Strength of augmentation"));
  m_strength->setToolTip(tr("Strength of augmentation: 0 to 2, as in the training settings"));
  auto* again = new QPushButton(icon("shuffle"), tr("Draw A&gain"));
  again->setToolTip(tr("Show other random changes"));
  auto* strengthName = new QLabel(tr("S&trength:"));
  strengthName->setBuddy(m_strength);
  auto* strengthValue = new QLabel;
  strengthValue->setMinimumWidth(fontMetrics().horizontalAdvance(QLocale().toString(0.0, 'f', 2)));
  const auto setStrength = [this, strengthValue](int percent) {
    strengthValue->setText(QLocale().toString(percent / 100.0, 'f', 2));
    m_augment->setStrength(percent / 100.0);
  };
  setStrength(m_strength->value());
  connect(m_strength, &QSlider::valueChanged, this, setStrength);
  connect(again, &QPushButton::clicked, m_augment, &AugmentView::drawAgain);
  auto* controls = new QHBoxLayout;
  controls->addWidget(strengthName);
  controls->addWidget(m_strength, 1);
  controls->addWidget(strengthValue);
  controls->addWidget(again);

  auto* sections = new QVBoxLayout(m_content);
  sections->setContentsMargins(0, 0, 0, 0);
  sections->setSpacing(6);
  sections->addWidget(m_picture);
  sections->addLayout(title);
  sections->addWidget(m_facts);
  sections->addWidget(m_problem);
  sections->addSpacing(kGap);
  sections->addWidget(makeHeading(tr("Votes of the annotators")));
  sections->addWidget(m_votes);
  sections->addSpacing(kGap);
  sections->addWidget(makeHeading(tr("What each label policy makes of them")));
  sections->addWidget(m_policies);
  sections->addSpacing(kGap);
  sections->addWidget(makeHeading(tr("As training may show it")));
  sections->addWidget(m_augment);
  sections->addLayout(controls);

  auto* all = new QWidget;
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(14, 14, 14, 14);
  layout->addWidget(m_hint);
  layout->addWidget(m_content);
  layout->addStretch();
  setWidget(all);
  setMinimumWidth(all->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 2 * frameWidth());
  clear();
}

void ImageInspector::showSample(const std::shared_ptr<const Dataset>& dataset, std::uint32_t sample) {
  m_dataset = dataset;
  m_sample = sample;
  const Sample& shown = dataset->samples.at(sample);
  const int side = dataset->images->side();
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  const bool readable = dataset->images->read(sample, pixels);
  m_image = readable ? grayImage(pixels, side) : QImage();
  if (readable) {
    m_problem->clear();
  } else {
    pixels.clear();
    m_problem->showMessage(MessageBanner::Kind::Warning, tr("This image can no longer be read."),
                           tr("Look whether %1 is still there, then open the data set again.")
                               .arg(pathText(std::filesystem::path(shown.file))));
  }
  m_file->setText(pathText(std::filesystem::path(shown.file)));
  m_facts->setText(tr("%1 split; %2 of the votes agree", "split of the data set, share")
                       .arg(splitTitle(static_cast<int>(shown.split)), percentText(agreement(shown.votes), 0)));
  m_votes->setVotes(shown.votes);
  m_policies->setVotes(shown.votes);
  m_augment->setImage(std::move(pixels), side);
  m_hint->hide();
  m_content->show();
  scalePicture();
}

void ImageInspector::clear() {
  m_dataset.reset();
  m_sample.reset();
  m_content->hide();
  m_hint->show();
}

void ImageInspector::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  scalePicture();
}

void ImageInspector::scalePicture() {
  if (m_image.isNull()) {
    m_picture->clear();
    return;
  }
  const int room = std::max(1, viewport()->width() - 28);
  const int wanted = std::min(room, fontMetrics().height() * 13);
  QPixmap picture =
      QPixmap::fromImage(m_image.scaledToWidth(qRound(wanted * devicePixelRatioF()), Qt::SmoothTransformation));
  picture.setDevicePixelRatio(devicePixelRatioF());
  m_picture->setPixmap(picture);
}

void ImageInspector::openFolder() {
  if (m_dataset && m_sample) {
    showInFolder(m_dataset->root, m_dataset->samples.at(*m_sample).file);
  }
}

} // namespace mien::ui
