#pragma once

#include <QSet>
#include <QUndoCommand>

namespace mien::ui {

class PredictEntryListModel;

/// Takes files off the list of Predict, and puts them back with their results. The model keeps what is off the list for
/// as long as the command lives.
class RemoveCommand : public QUndoCommand {
public:
  RemoveCommand(PredictEntryListModel& model, QSet<quint32> ids);
  ~RemoveCommand() override;
  RemoveCommand(const RemoveCommand&) = delete;
  RemoveCommand& operator=(const RemoveCommand&) = delete;

  void redo() override;
  void undo() override;

private:
  PredictEntryListModel& m_model;
  QSet<quint32> m_ids;
  int m_removal = 0; ///< of the model; 0: they are in the list
};

} // namespace mien::ui
