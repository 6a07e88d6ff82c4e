#include "ui/workspace/dataset_opener.h"

#include "ui/text/path_text.h"
#include "ui/workspace/dataset_job.h"
#include "ui/workspace/demo_job.h"
#include "ui/workspace/workspace.h"

#include <QDir>
#include <QFileInfo>

#include <type_traits>

namespace mien::ui {

DatasetOpener::DatasetOpener(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_job(new DatasetJob(this)), m_maker(new DemoJob(this)) {
  connect(m_job, &DatasetJob::loaded, this, [this](const std::shared_ptr<const Dataset>& dataset) {
    m_workspace.clearActivity(this);
    m_workspace.setDataset(dataset);
    emit opened(m_folder, m_demo);
  });
  connect(m_maker, &DemoJob::made, this, [this] { read(m_folder, true); });
  const auto follow = [this](const auto* job) {
    using Job = std::remove_cvref_t<decltype(*job)>;
    connect(job, &Job::progress, this, &DatasetOpener::showProgress);
    connect(job, &Job::cancelled, this, [this] {
      m_workspace.clearActivity(this);
      emit cancelled();
    });
    connect(job, &Job::failed, this, [this](const QString& message) {
      m_workspace.clearActivity(this);
      emit failed(m_folder, message);
    });
  };
  follow(m_job);
  follow(m_maker);
}

DatasetOpener::~DatasetOpener() = default;

void DatasetOpener::open(const QString& folder) {
  m_maker->drop();
  read(QDir(folder).absolutePath(), false);
}

void DatasetOpener::openDemo() {
  if (m_maker->running()) {
    return;
  }
  m_job->drop();
  m_folder = m_workspace.demoFolder();
  begin(tr("Drawing invented faces"));
  m_maker->start(m_folder, m_demoOptions);
}

void DatasetOpener::read(const QString& folder, bool demo) {
  m_folder = folder;
  m_demo = demo;
  begin(tr("Reading the data set %1").arg(pathText(QFileInfo(folder).fileName())));
  m_job->start(folder);
}

void DatasetOpener::cancel() {
  if (m_maker->running()) {
    m_maker->cancel();
  } else {
    m_job->cancel();
  }
}

void DatasetOpener::begin(const QString& text) {
  m_text = text;
  showActivity(-1);
  emit started(m_text);
}

void DatasetOpener::showProgress(qulonglong done, qulonglong total) {
  showActivity(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1);
  emit progress(done, total);
}

void DatasetOpener::showActivity(double fraction) {
  m_workspace.setActivity(
      m_text, fraction, [this] { cancel(); }, this);
}

} // namespace mien::ui
