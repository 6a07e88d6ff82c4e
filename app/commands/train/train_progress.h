#pragma once

#include "core/train/trainer.h"

#include <memory>

namespace mien::cli {

/// Shows a training on standard output: a line that redraws itself on a terminal, plain lines elsewhere, or JSON lines.
class TrainProgress : public TrainObserver {
public:
  virtual void finish(const TrainResult& result) = 0;
};

[[nodiscard]] std::unique_ptr<TrainProgress> makeTrainProgress(bool json);

} // namespace mien::cli
