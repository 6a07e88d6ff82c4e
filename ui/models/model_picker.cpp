#include "ui/models/model_picker.h"

#include "core/common/error.h"
#include "core/model/default_model.h"
#include "core/train/run_list.h"
#include "ui/look/icons.h"
#include "ui/text/message_text.h"
#include "ui/text/model_title.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/text/weights_filter.h"
#include "ui/workspace/demo_run.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace mien::ui {

ModelPicker::ModelPicker(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_box(new QComboBox(this)) {
  m_box->setAccessibleName(tr("Model"));
  m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_box->setMinimumContentsLength(10);
  m_box->setPlaceholderText(tr("No model chosen"));
  auto* other = new QToolButton(this);
  other->setIcon(icon("open"));
  other->setToolTip(tr("Choose another weights file"));
  other->setAccessibleName(tr("Choose another weights file"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_box, 1);
  layout->addWidget(other);
  setFocusProxy(m_box);
  connect(other, &QToolButton::clicked, this, &ModelPicker::browse);
  connect(m_box, &QComboBox::currentIndexChanged, this, &ModelPicker::changed);
  connect(&m_workspace, &Workspace::runsChanged, this, [this] {
    if (isVisible()) { // nobody looks while a training ends one epoch after the other
      refresh();
    }
  });
}

QString ModelPicker::file() const { return m_box->currentData().toString(); }

void ModelPicker::setFile(const QString& file) {
  int index = m_box->findData(file);
  if (index < 0 && !file.isEmpty()) {
    addModel(file, isDemoModel(m_workspace, file));
    index = m_box->count() - 1;
  }
  m_box->setCurrentIndex(index);
}

void ModelPicker::followModelInUse() {
  const auto follow = [this] {
    const QSignalBlocker blocker(m_box);
    setFile(m_workspace.modelFile());
  };
  connect(&m_workspace, &Workspace::modelChanged, this, follow);
  connect(&m_workspace, &Workspace::modelRefused, this, follow);
  connect(this, &ModelPicker::changed, this, [this] {
    if (file() != m_workspace.modelFile()) {
      emit m_workspace.openModelRequested(file());
    }
  });
  follow();
}

void ModelPicker::addModel(const QString& file, bool demo) {
  const QString title = modelTitle(file);
  m_box->addItem(demo ? tr("%1 (drawn faces only)", "a model").arg(title) : title, file);
  m_box->setItemData(m_box->count() - 1, pathText(file), Qt::ToolTipRole);
}

void ModelPicker::refresh() {
  const QString chosen = file();
  {
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    if (const auto own = findDefaultModel()) {
      addModel(toQt(*own), false);
    }
    try {
      for (const RunInfo& run : listRuns(toPath(m_workspace.savedFolder()))) {
        if (!run.weights.empty()) {
          addModel(toQt(run.weights), isDemoData(m_workspace, run.config.data));
        }
      }
    } catch (const Error& error) {
      emit failed(messageText(error.message()));
    }
    m_box->setCurrentIndex(-1);
    setFile(chosen);
  }
  if (file() != chosen) {
    emit changed();
  }
}

void ModelPicker::showEvent(QShowEvent* event) {
  refresh();
  QWidget::showEvent(event);
}

void ModelPicker::browse() {
  auto* dialog = new QFileDialog(this, tr("Choose a weights file"), QFileInfo(file()).path(), weightsFilter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &ModelPicker::setFile);
  dialog->open();
}

} // namespace mien::ui
