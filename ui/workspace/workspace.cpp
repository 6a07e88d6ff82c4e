#include "ui/workspace/workspace.h"

#include "ui/text/qt_strings.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace mien::ui {

Workspace::Workspace(const QString& folder, QObject* parent) : QObject(parent), m_folder(folder) {
  connect(this, &Workspace::runsChanged, this, &Workspace::checkModelFile); // a resumed run writes its weights again
}

QString Workspace::defaultFolder() {
  const QDir here = QDir::current();
  if (QDir(here.filePath(QStringLiteral("saved"))).exists() &&
      QDir(here.filePath(QStringLiteral("results"))).exists()) {
    return here.absolutePath();
  }
  return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(QStringLiteral("mien"));
}

void Workspace::setDataset(std::shared_ptr<const Dataset> dataset) {
  m_dataset = std::move(dataset);
  emit datasetChanged();
}

void Workspace::setModelFile(const QString& file) {
  const FileIdentity identity = fileIdentity(toPath(file));
  if (file != m_modelFile || identity != m_modelIdentity) {
    m_modelFile = file;
    m_modelIdentity = identity;
    emit modelChanged();
  }
}

void Workspace::checkModelFile() {
  if (fileIdentity(toPath(m_modelFile))) { // what was deleted is still in memory
    setModelFile(m_modelFile);
  }
}

void Workspace::reloadModel() { emit modelChanged(); }

QString Workspace::savedFolder() const { return QDir(m_folder).filePath(QStringLiteral("saved")); }

QString Workspace::resultsFolder() const { return QDir(m_folder).filePath(QStringLiteral("results")); }

QString Workspace::dataFolder() const { return QDir(m_folder).filePath(QStringLiteral("data")); }

QString Workspace::demoFolder() const { return QDir(dataFolder()).filePath(QStringLiteral("demo")); }

void Workspace::setActivity(const QString& text, double fraction, std::function<void()> stop, const void* owner,
                            const QString& kept) {
  const auto found = std::ranges::find(m_activities, owner, &Activity::owner);
  if (found != m_activities.end()) {
    *found = {owner, text, fraction, std::move(stop), kept};
  } else {
    m_activities.push_back({owner, text, fraction, std::move(stop), kept});
  }
  emit activityChanged();
}

void Workspace::clearActivity(const void* owner) {
  if (std::erase_if(m_activities, [owner](const Activity& activity) { return activity.owner == owner; }) > 0) {
    emit activityChanged();
  }
}

} // namespace mien::ui
