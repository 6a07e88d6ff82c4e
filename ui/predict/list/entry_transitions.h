#pragma once

#include "ui/predict/analysis/predict_task.h"
#include "ui/predict/list/predict_entry.h"

#include <memory>
#include <vector>

namespace mien::ui {

// How an entry goes from state to state. Each changes the entry and nothing else.

using SharedClasses = std::shared_ptr<const std::vector<ClassLabel>>; ///< of the model that gave the result

/// More frames of its video: it is Working from the first update on, with results of its own, since others may still
/// read those of before. Returns false for an update that does not go on from the frames that are known: the last of an
/// analysis that was begun again meanwhile. Nothing changes then.
bool applyUpdate(PredictEntry& entry, const VideoUpdate& update, const SharedClasses& classes);

/// Its analysis is over. A result that is there is kept when analysing it again failed, or was stopped before its first
/// frame.
void applyOutcome(PredictEntry& entry, const PredictOutcome& outcome, const SharedClasses& classes);

void takeAsWhole(PredictEntry& entry); ///< an image, as one face from now on; it waits

/// A finished entry keeps its result until the next one is there; any other loses what it has and waits.
void analyseAgain(PredictEntry& entry);
void keepResult(PredictEntry& entry); ///< takes analyseAgain() of a finished one back

void changeSetup(PredictEntry& entry); ///< why analysing it again failed was about the setup of before

/// It comes back into the list, where its analysis was stopped when it was taken off.
void putBack(PredictEntry& entry);

} // namespace mien::ui
