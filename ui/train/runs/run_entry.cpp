#include "ui/train/runs/run_entry.h"

#include "core/train/run_lock.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Runs)
};

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
    return Texts::tr("Training");
  }
  if (!run.info.problem.empty()) {
    return Texts::tr("Damaged");
  }
  if (run.info.finished) {
    return Texts::tr("Finished");
  }
  return run.cutOff ? Texts::tr("Cut off") : Texts::tr("Stopped");
}

QString stateHelp(const RunEntry& run) {
  if (run.training) {
    return Texts::tr("This run is being trained right now.");
  }
  if (!run.info.problem.empty()) {
    return toQt(run.info.problem);
  }
  if (run.info.finished) {
    return Texts::tr("All epochs are done, or it stopped early as its patience said.");
  }
  return run.cutOff ? Texts::tr("Mien ended while it was training. Resume goes on from the last checkpoint.")
                    : Texts::tr("It was stopped before its last epoch. Resume goes on from the last checkpoint.");
}

} // namespace mien::ui
