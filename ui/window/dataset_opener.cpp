#include "ui/window/dataset_opener.h"

#include "ui/jobs/dataset_job.h"
#include "ui/support/text.h"
#include "ui/support/workspace.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace mien::ui {

namespace {

namespace fs = std::filesystem;

/// Makes the demo data in `folder` unless they are there. They appear there whole or not at all.
void makeDemoData(const fs::path& folder, const DemoDataOptions& options) {
  if (fs::exists(folder)) {
    return;
  }
  fs::path unfinished = folder;
  unfinished += ".unfinished";
  std::error_code ignored;
  fs::remove_all(unfinished, ignored); // of an attempt that was cut off
  writeDemoData(unfinished, options);
  fs::rename(unfinished, folder);
}

} // namespace

DatasetOpener::DatasetOpener(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_job(new DatasetJob(this)), m_maker(this) {
  connect(m_job, &DatasetJob::progress, this, &DatasetOpener::showProgress);
  connect(m_job, &DatasetJob::loaded, this, [this](const std::shared_ptr<const Dataset>& dataset) {
    end();
    m_workspace.setDataset(dataset);
    emit opened(m_folder, m_demo);
  });
  connect(m_job, &DatasetJob::failed, this, [this](const QString& message) {
    end();
    emit failed(m_folder, message);
  });
  connect(m_job, &DatasetJob::cancelled, this, [this] {
    end();
    emit cancelled();
  });
}

DatasetOpener::~DatasetOpener() = default;

void DatasetOpener::open(const QString& folder) {
  m_maker.cancel();
  read(QDir(folder).absolutePath(), false);
}

void DatasetOpener::openDemo() {
  m_folder = QDir(m_workspace.dataFolder()).filePath(QStringLiteral("demo"));
  m_text = tr("Drawing invented faces");
  m_workspace.setActivity(m_text, -1, {}, this);
  emit started(m_text);
  m_maker.start([path = toPath(m_folder),
                 options = m_demoOptions](const std::stop_token& /*stop*/) { makeDemoData(path, options); },
                [this] { read(m_folder, true); },
                [this](const QString& message) {
                  end();
                  emit failed(m_folder, message);
                });
}

void DatasetOpener::read(const QString& folder, bool demo) {
  m_folder = folder;
  m_demo = demo;
  m_text = tr("Reading the data set %1").arg(QFileInfo(folder).fileName());
  m_workspace.setActivity(
      m_text, -1, [this] { cancel(); }, this);
  emit started(m_text);
  m_job->start(folder);
}

void DatasetOpener::cancel() {
  if (m_job->running()) {
    m_job->cancel();
  } else if (m_maker.running()) {
    m_maker.cancel();
    end();
    emit cancelled();
  }
}

void DatasetOpener::showProgress(qulonglong done, qulonglong total) {
  const double fraction = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1;
  m_workspace.setActivity(
      m_text, fraction, [this] { cancel(); }, this);
  emit progress(done, total);
}

void DatasetOpener::end() { m_workspace.clearActivity(this); }

} // namespace mien::ui
