#include "ui/async/meta_types.h"

#include <QVector>

namespace mien::ui {

void registerMetaTypes() {
  qRegisterMetaType<mien::BatchEvent>();
  qRegisterMetaType<QVector<mien::BatchEvent>>();
  qRegisterMetaType<mien::EpochEvent>();
  qRegisterMetaType<mien::TrainResult>();
  qRegisterMetaType<std::shared_ptr<const mien::Dataset>>();
  qRegisterMetaType<std::shared_ptr<const mien::EvaluationResult>>();
}

} // namespace mien::ui
