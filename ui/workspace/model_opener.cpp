#include "ui/workspace/model_opener.h"

#include "core/model/default_model.h"
#include "core/model/weights_file.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/demo_run.h"
#include "ui/workspace/recent_paths.h"
#include "ui/workspace/stored_hints.h"
#include "ui/workspace/workspace.h"

#include <QFileInfo>
#include <QSettings>

namespace mien::ui {

namespace {

const auto kModelKey = QStringLiteral("session/model");

} // namespace

ModelOpener::ModelOpener(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_recent(new RecentPaths(QStringLiteral("recent/models"), this)),
      m_reader(this) {
  connect(&workspace, &Workspace::modelChanged, this, &ModelOpener::remember);
  connect(m_recent, &RecentPaths::chosen, this, &ModelOpener::open);
  connect(&workspace, &Workspace::openModelRequested, this, &ModelOpener::open);
}

void ModelOpener::remember() {
  if (!m_workspace.modelFile().isEmpty()) {
    m_recent->add(m_workspace.modelFile());
    if (!isDemoModel(m_workspace, m_workspace.modelFile())) { // the next start has one that knows people
      QSettings().setValue(kModelKey, m_workspace.modelFile());
    }
  }
}

void ModelOpener::open(const QString& file) {
  emit started();
  const QString path = QFileInfo(file).absoluteFilePath();
  m_reader.start([path](const std::stop_token& /*stop*/) { return readModelInfo(toPath(path), storedHints(path)); },
                 [this, path](const ModelInfo& /*info*/) { m_workspace.setModelFile(path); },
                 [this, path](const QString& message) {
                   m_recent->remove(path);
                   emit failed(path, message);
                   emit m_workspace.modelRefused();
                 });
}

void ModelOpener::openLastOrDefault() {
  const QString last = QSettings().value(kModelKey).toString();
  if (!last.isEmpty() && QFileInfo(last).isFile()) {
    open(last);
  } else if (const auto own = findDefaultModel()) {
    open(toQt(*own));
  }
}

QString ModelOpener::startFolder() const {
  const QString file = m_workspace.modelFile();
  return file.isEmpty() ? m_workspace.savedFolder() : QFileInfo(file).absolutePath();
}

} // namespace mien::ui
