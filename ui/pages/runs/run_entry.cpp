#include "ui/pages/runs/run_entry.h"

#include "core/train/run_lock.h"
#include "ui/support/text.h"

#include <QCoreApplication>

namespace mien::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Runs", text); }

} // namespace

QString RunEntry::folder() const { return toQt(info.folder); }

std::vector<RunEntry> readRunEntries(const QString& saved) {
  std::vector<RunEntry> entries;
  for (RunInfo& info : listRuns(toPath(saved))) {
    RunEntry entry{std::move(info)};
    entry.training = RunLock::isHeld(entry.info.folder);
    entry.cutOff = entry.info.resumable && RunLock::wasCutOff(entry.info.folder);
    entries.push_back(std::move(entry));
  }
  return entries;
}

QString stateText(const RunEntry& run) {
  if (run.training) {
    return tr("Training");
  }
  if (!run.info.problem.empty()) {
    return tr("Damaged");
  }
  if (run.info.finished) {
    return tr("Finished");
  }
  return run.cutOff ? tr("Cut off") : tr("Stopped");
}

QString stateHelp(const RunEntry& run) {
  if (run.training) {
    return tr("This run is being trained right now.");
  }
  if (!run.info.problem.empty()) {
    return toQt(run.info.problem);
  }
  if (run.info.finished) {
    return tr("All epochs are done, or it stopped early as its patience said.");
  }
  return run.cutOff ? tr("Mien ended while it was training. Resume goes on from the last checkpoint.")
                    : tr("It was stopped before its last epoch. Resume goes on from the last checkpoint.");
}

} // namespace mien::ui
