#include "ui/predict/list/remove_command.h"

#include "ui/predict/list/predict_entry_list_model.h"

#include <utility>

namespace mien::ui {

RemoveCommand::RemoveCommand(PredictEntryListModel& model, QSet<quint32> ids) : m_model(model), m_ids(std::move(ids)) {
  setText(
      PredictEntryListModel::tr("Remove %Ln File(s)", "an action that can be undone", static_cast<int>(m_ids.size())));
}

RemoveCommand::~RemoveCommand() {
  if (m_removal != 0) {
    m_model.forget(m_removal);
  }
}

void RemoveCommand::redo() { m_removal = m_model.remove(m_ids); }

void RemoveCommand::undo() { m_model.restore(std::exchange(m_removal, 0)); }

} // namespace mien::ui
