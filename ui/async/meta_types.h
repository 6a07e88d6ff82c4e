#pragma once

#include "core/data/dataset.h"
#include "core/eval/evaluator.h"
#include "core/train/trainer.h"

#include <QMetaType>

#include <memory>

Q_DECLARE_METATYPE(mien::BatchEvent)
Q_DECLARE_METATYPE(mien::EpochEvent)
Q_DECLARE_METATYPE(mien::TrainResult)
Q_DECLARE_METATYPE(std::shared_ptr<const mien::Dataset>)
Q_DECLARE_METATYPE(std::shared_ptr<const mien::EvaluationResult>)

namespace mien::ui {

/// Lets the jobs' signals cross threads and be spied on by their types' names. Repeated calls do no harm.
void registerMetaTypes();

} // namespace mien::ui
