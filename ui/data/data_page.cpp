#include "ui/data/data_page.h"

#include "ui/data/images/images_view.h"
#include "ui/data/opening/loading_panel.h"
#include "ui/data/opening/welcome_panel.h"
#include "ui/data/overview/overview.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/text/label_policies.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mien::ui {

namespace {

enum Place { Welcome, Loading, Content };

const auto kPolicyKey = QStringLiteral("data/labelPolicy");
const auto kTabKey = QStringLiteral("data/tab");

} // namespace

DataPage::DataPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_banner(new MessageBanner), m_stack(new QStackedWidget),
      m_loading(new LoadingPanel), m_title(new ElidedLabel), m_description(new ElidedLabel), m_policy(new QComboBox),
      m_tabs(new QTabWidget), m_overview(new DataOverview), m_images(new ImagesView) {
  auto* welcome = new WelcomePanel;
  connect(welcome, &WelcomePanel::openRequested, this, &DataPage::openRequested);
  connect(welcome, &WelcomePanel::demoRequested, this, &DataPage::demoRequested);
  connect(m_loading, &LoadingPanel::cancelRequested, this, &DataPage::cancelRequested);

  m_banner->setDismissable(true);
  m_title->setFont(scaledFont(*m_title, 1.6, QFont::DemiBold));
  m_description->setForegroundRole(QPalette::PlaceholderText);
  for (const LabelPolicy policy : kLabelPolicies) {
    m_policy->addItem(policyName(policy), static_cast<int>(policy));
    m_policy->setItemData(m_policy->count() - 1, policyHelp(policy), Qt::ToolTipRole);
  }
  m_policy->setCurrentIndex(m_policy->findData(QSettings().value(kPolicyKey, 0)));
  auto* policyLabel = new QLabel(tr("&Label policy:"));
  policyLabel->setBuddy(m_policy);
  m_policy->setAccessibleName(tr("Label policy"));
  m_policy->setToolTip(tr("How ten votes become a label, here and in the figures below"));
  connect(m_policy, &QComboBox::currentIndexChanged, this, &DataPage::showDataset);
  auto* open = new QPushButton(icon("open"), tr("Open &Data Set..."));
  connect(open, &QPushButton::clicked, this, &DataPage::openRequested);

  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(m_title);
  names->addWidget(m_description);
  auto* header = new QHBoxLayout;
  header->addLayout(names, 1);
  header->addSpacing(16);
  header->addWidget(policyLabel);
  header->addWidget(m_policy);
  header->addWidget(open);

  m_tabs->setDocumentMode(true);
  m_tabs->addTab(m_overview, tr("&Overview"));
  m_tabs->addTab(m_images, tr("I&mages"));
  m_tabs->setCurrentIndex(QSettings().value(kTabKey, 0).toInt());
  connect(m_overview, &DataOverview::imagesRequested, this, &DataPage::showImages);

  auto* content = new QWidget;
  auto* inContent = new QVBoxLayout(content);
  inContent->setContentsMargins(0, 0, 0, 0);
  inContent->setSpacing(10);
  inContent->addLayout(header);
  inContent->addWidget(m_tabs, 1);

  m_stack->addWidget(welcome);
  m_stack->addWidget(m_loading);
  m_stack->addWidget(content);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(m_banner);
  layout->addWidget(m_stack, 1);

  connect(&m_workspace, &Workspace::datasetChanged, this, [this] {
    m_banner->clear();
    showDataset();
  });
  showDataset();
}

DataPage::~DataPage() {
  QSettings settings;
  settings.setValue(kPolicyKey, m_policy->currentData());
  settings.setValue(kTabKey, m_tabs->currentIndex());
}

LabelPolicy DataPage::policy() const { return static_cast<LabelPolicy>(m_policy->currentData().toInt()); }

void DataPage::showDataset() {
  const auto& dataset = m_workspace.dataset();
  m_overview->setDataset(dataset, policy());
  m_images->setDataset(dataset, policy());
  if (dataset) {
    m_title->setText(
        pathText(dataset->root.filename().empty() ? dataset->root.parent_path().filename() : dataset->root.filename()));
    const std::string cut = holdoutText(dataset->summary);
    m_description->setText(
        tr("%1: %2", "a folder, and what it holds")
            .arg(pathText(dataset->root), toQt(dataset->summary.description + (cut.empty() ? "" : "; " + cut))));
  }
  endLoading();
}

void DataPage::showLoading(const QString& text) {
  m_banner->clear();
  m_loading->begin(text);
  m_stack->setCurrentIndex(Loading);
}

void DataPage::showProgress(qulonglong done, qulonglong total) { m_loading->setProgress(done, total); }

void DataPage::endLoading() { m_stack->setCurrentIndex(m_workspace.dataset() ? Content : Welcome); }

void DataPage::showError(const QString& title, const QString& explanation) {
  m_banner->showMessage(MessageBanner::Kind::Error, title, explanation);
  endLoading();
}

void DataPage::showImages(int emotion, int split) {
  SampleFilter filter;
  filter.emotion = emotion;
  filter.split = static_cast<Split>(split);
  m_images->setFilter(filter);
  m_tabs->setCurrentWidget(m_images);
}

} // namespace mien::ui
